import { createHash, randomBytes } from 'node:crypto';

/** 192 random bits, as text that fits into a header. */
export const newSecret = (): string => randomBytes(24).toString('base64url');

/** What is kept of such a secret. It has too many bits to be guessed from this. */
export const secretDigest = (secret: string): string => createHash('sha256').update(secret).digest('hex');
