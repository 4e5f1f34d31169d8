import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type RunCommand } from '../command';
import { writeFileAtomic } from '../files/write-file-atomic';
import { makeCertificates } from './certificates';
import { passwordIn } from './password';

export const BROKER_ACCOUNTS = ['admin', 'hub-api'] as const;
/** Written last; its number goes up when a release needs a secret that older hubs do not have. */
export const MARKER = 'secrets/complete-1';

/**
 * Makes every secret of this hub. Each step looks whether it is done, so a run that was cut is completed by the next.
 */
export function makeSecrets(dataDir: string, run: RunCommand): void {
  const at = (path: string): string => join(dataDir, path);
  if (existsSync(at(MARKER))) return;
  makeCertificates(at('secrets/tls'), run);
  for (const name of BROKER_ACCOUNTS) passwordIn(at(`secrets/mqtt/${name}`));
  writeFileAtomic(at(MARKER), '');
}
