import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDENTITY_FILES, type Unit, unitOf, unitText } from './unit';

/** What making an identity needs of the system: the one that calls knows how it writes files and runs programs. */
export interface IdentityTools {
  /** Writes a file that survives a power cut whole, for its owner alone. */
  readonly keep: (path: string, content: string) => void;
  /** Runs openssl and returns what it printed. */
  readonly openssl: (args: readonly string[]) => string;
}

/**
 * Makes what is missing of an identity: the unit's data, its id, a P-256 key and the request for a certificate (its name is the
 * hub id). What is there is left as it is, so that a run that was cut is completed by the next.
 *
 * @param unit used where the folder has none yet
 */
export function makeIdentity(dir: string, unit: Unit, { keep, openssl }: IdentityTools): Unit {
  const at = (name: keyof typeof IDENTITY_FILES): string => join(dir, IDENTITY_FILES[name]);
  const kept = existsSync(at('unit')) ? unitOf(readFileSync(at('unit'), 'utf8')) : undefined;
  const own = kept ?? unit;
  if (!kept) keep(at('unit'), unitText(own));
  if (!existsSync(at('hubId'))) keep(at('hubId'), `${own.hubId}\n`);
  if (!existsSync(at('key'))) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keep(at('key'), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  if (!existsSync(at('request'))) keep(at('request'), openssl(requestArguments(at('key'), own)));
  return own;
}

const requestArguments = (keyFile: string, { hubId }: Unit): string[] => [
  ...['req', '-new', '-sha256', '-key', keyFile, '-subj', `/O=CydYnni/CN=${hubId}`],
];
