import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firstAccounts } from '../broker/first-accounts';
import { type RunCommand } from '../command';
import { keepFile, type KeepOptions } from '../files/keep';
import { makeCertificates } from './certificates';
import { passwordIn } from './password';

export const BROKER_ACCOUNTS = ['admin', 'hub-api'] as const;
/** Written last; its number goes up when a release needs a secret that older hubs do not have. */
export const MARKER = 'secrets/complete-1';

/**
 * Makes every secret of this hub. Each step looks whether it is done, so a run that was cut is completed by the next.
 *
 * @param brokerUser who must be able to read and rewrite the broker's account file
 */
export function makeSecrets(dataDir: string, run: RunCommand, brokerUser: NonNullable<KeepOptions['owner']>): void {
  const at = (path: string): string => join(dataDir, path);
  if (existsSync(at(MARKER))) return;
  makeCertificates(at('secrets/tls'), run);
  const passwords = new Map(BROKER_ACCOUNTS.map((name) => [name, passwordIn(at(`secrets/mqtt/${name}`))]));
  // The broker writes accounts added later into the same file, so one that is there is never replaced.
  const accounts = at('mosquitto/dynamic-security.json');
  if (!existsSync(accounts)) keepFile(accounts, firstAccounts(passwords), { owner: brokerUser });
  keepFile(at(MARKER), '');
}
