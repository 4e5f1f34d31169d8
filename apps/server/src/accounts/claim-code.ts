import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { claimCodeFrom } from '@hub/domain/provisioning';

const derive = promisify<string, string, number, Buffer>(scrypt);

/** One salt for all codes, because a code comes alone and has to be found by its hash; each has 50 random bits of its own. */
const SALT = 'CydYnni claim code';

export const newClaimCode = (): string => claimCodeFrom(randomBytes(10));

/** What is kept of a claim code, hexadecimal: dear to try for who steals the database. */
export const claimCodeHash = async (code: string): Promise<string> => (await derive(code, SALT, 32)).toString('hex');
