import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamicSecurity, passwordHash, rightsOf, withAccount } from '@hub/adapters/mosquitto';
import { ServicesError } from './services-error';

/** An account of the private broker. */
export interface BrokerAccount {
  readonly username: string;
  readonly password: string;
  /** The password alone in a file of mode 0600, for settings such as HUB_MQTT_PASSWORD_FILE. */
  readonly passwordFile: string;
}

/**
 * Gives every named account a random password (kept from the last run) and its topic rights. Accounts that the hub
 * itself added to the plugin's file stay as they are.
 *
 * @throws ServicesError HUB_UNKNOWN_ACCOUNT for a name without topic rights.
 */
export function prepareAccounts(
  securityFile: string,
  passwordDir: string,
  usernames: readonly string[],
): ReadonlyMap<string, BrokerAccount> {
  mkdirSync(passwordDir, { recursive: true, mode: 0o700 });
  let file = readFile(securityFile);
  const accounts = new Map<string, BrokerAccount>();
  for (const username of usernames) {
    const rights = rightsOf(username);
    if (!rights) throw unknownAccount(username);
    const account = readOrMake(join(passwordDir, username), username);
    file = withAccount(file, username, passwordHash(account.password), rights);
    accounts.set(username, account);
  }
  writeWhole(securityFile, JSON.stringify(file, null, 1));
  return accounts;
}

export function unknownAccount(username: string): ServicesError {
  return new ServicesError(
    'HUB_UNKNOWN_ACCOUNT',
    `The private broker has no account ${username}.`,
    'Use admin, hub-api, tester, tester-2, or gateway-<serial> with the serial given to startServices({ gateways }).',
  );
}

function readOrMake(passwordFile: string, username: string): BrokerAccount {
  if (!existsSync(passwordFile)) writeWhole(passwordFile, randomBytes(24).toString('base64url'));
  return { username, password: readFileSync(passwordFile, 'utf8').trim(), passwordFile };
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/** Only the plugin and this module write the file, so its shape is known; one that was torn is made again. */
function readFile(securityFile: string): DynamicSecurity | undefined {
  try {
    return JSON.parse(readFileSync(securityFile, 'utf8')) as DynamicSecurity;
  } catch {
    return undefined;
  }
}
