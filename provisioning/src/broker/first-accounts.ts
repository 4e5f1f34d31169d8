import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { type DynamicSecurity, type PasswordHash, rightsOf, withAccount } from '@hub/adapters/services';
import { ProvisioningError } from '../provisioning-error';

// What mosquitto 2.0 itself uses; the passwords are random, so stretching them buys nothing.
const ITERATIONS = 101;
const KEY_BYTES = 64;
const SALT_BYTES = 12;

/** The broker's first accounts as the file of its dynamic-security plugin. Account → password. */
export function firstAccounts(passwords: ReadonlyMap<string, string>): string {
  let file: DynamicSecurity | undefined;
  for (const [username, password] of passwords) {
    const rights = rightsOf(username);
    if (!rights)
      throw new ProvisioningError(
        'HUB_ACCOUNT_NAME',
        `There are no topic rights for ${username}.`,
        'Use admin or hub-api.',
      );
    file = withAccount(file, username, hashed(password), rights);
  }
  return `${JSON.stringify(file, null, 1)}\n`;
}

function hashed(password: string): PasswordHash {
  const salt = randomBytes(SALT_BYTES);
  const key = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha512');
  return { password: key.toString('base64'), salt: salt.toString('base64'), iterations: ITERATIONS };
}
