import { existsSync, readFileSync } from 'node:fs';
import { type PasswordHash } from '@hub/adapters/mosquitto';
import * as z from 'zod/mini';
import { writeFileAtomic } from '../files/write-file-atomic';
import { ProvisioningError } from '../provisioning-error';

/** The gateways' accounts by name, in a form of our own: no broker rewrites it, so each release's broker can be given it. */
export type Ledger = ReadonlyMap<string, PasswordHash>;

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]{1,128}={0,2}$/));
const Kept = z.object({
  format: z.literal(1),
  accounts: z.array(
    z.object({
      username: z.string().check(z.maxLength(200)),
      password: base64,
      salt: base64,
      iterations: z.int().check(z.positive(), z.maximum(10_000_000)),
    }),
  ),
});

/** @throws ProvisioningError HUB_ACCOUNTS_UNREADABLE */
export function readLedger(file: string): Ledger {
  if (!existsSync(file)) return new Map();
  try {
    const { accounts } = Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
    return new Map(accounts.map(({ username, ...hash }) => [username, hash]));
  } catch {
    throw new ProvisioningError(
      'HUB_ACCOUNTS_UNREADABLE',
      `${file}, which keeps the accounts of meter gateways, cannot be read.`,
      'Remove that file and give each gateway an account again: cydynni-account add gateway-<serial>.',
    );
  }
}

/** On the card when it returns. @throws when the card is full: the old accounts stay. */
export function keepLedger(file: string, ledger: Ledger): void {
  const accounts = [...ledger].map(([username, hash]) => ({ username, ...hash }));
  writeFileAtomic(file, `${JSON.stringify({ format: 1, accounts }, null, 1)}\n`);
}
