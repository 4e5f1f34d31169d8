import { pbkdf2Sync, randomBytes } from 'node:crypto';
import type { PasswordHash } from './account-file';

// What mosquitto 2.0 itself uses; the passwords are random, so stretching them buys nothing.
const ITERATIONS = 101;
const KEY_BYTES = 64;
const SALT_BYTES = 12;

/** The hash as the broker's dynamic-security plugin compares it. */
export function passwordHash(password: string): PasswordHash {
  const salt = randomBytes(SALT_BYTES);
  const key = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha512');
  return { password: key.toString('base64'), salt: salt.toString('base64'), iterations: ITERATIONS };
}
