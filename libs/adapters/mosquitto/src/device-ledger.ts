import * as z from 'zod/mini';
import { type DynamicSecurity, type PasswordHash, withAccount } from './account-file';
import type { TopicRights } from './rights';

/** Begins the name of each account that hub-api makes. */
export const DEVICE_PREFIX = 'device-';
/** File in hub-api's data folder with the accounts that it made. It is made again of the database when it is damaged. */
export const DEVICE_LEDGER = 'device-accounts.json';
const MOST_ACCOUNTS = 1_000;
/** A file of more than this is none of ours. */
export const DEVICE_LEDGER_MAX_BYTES = 1_048_576;

/** An account as it is kept: without its password. */
export interface DeviceAccount extends PasswordHash, TopicRights {
  readonly username: string;
}

const filters = z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(32));
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]{1,128}={0,2}$/));
const Kept = z.object({
  format: z.literal(1),
  accounts: z
    .array(
      z.object({
        username: z.string().check(z.regex(/^device-[a-z0-9-]{1,25}$/)),
        password: base64,
        salt: base64,
        iterations: z.int().check(z.positive(), z.maximum(1_000_000)),
        publish: filters,
        subscribe: filters,
      }),
    )
    .check(z.maxLength(MOST_ACCOUNTS)),
});

/** @throws when the text is something else, or only a part of it */
export const parseDeviceLedger = (text: string): readonly DeviceAccount[] => Kept.parse(JSON.parse(text)).accounts;

export function deviceLedgerText(all: readonly DeviceAccount[]): string {
  const accounts = all.map(({ username, password, salt, iterations, publish, subscribe }) => ({
    ...{ username, password, salt, iterations },
    ...{ publish, subscribe },
  }));
  return `${JSON.stringify({ format: 1, accounts })}\n`;
}

/** Adds the accounts of devices to the plugin's file. */
export const withDevices = (
  file: DynamicSecurity | undefined,
  accounts: readonly DeviceAccount[],
): DynamicSecurity | undefined =>
  accounts.reduce<DynamicSecurity | undefined>(
    (all, { username, password, salt, iterations, publish, subscribe }) =>
      withAccount(all, username, { password, salt, iterations }, { publish, subscribe }),
    file,
  );
