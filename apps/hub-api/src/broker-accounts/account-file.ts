import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import * as z from 'zod/mini';

const filters = z.array(z.string().check(z.maxLength(200))).check(z.maxLength(32));
const Account = z.object({
  username: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/)),
  /** As it is: the broker takes no hashes over its control topic. It opens this hub's broker alone. */
  password: z.string().check(z.minLength(1), z.maxLength(64)),
  publish: filters,
  subscribe: filters,
  /** The person who was shown the password; none where the device fetched it by itself. */
  shownTo: z.optional(z.string().check(z.maxLength(64))),
});
/** An account of a device as the hub keeps it. */
export type DeviceAccount = z.infer<typeof Account>;

const File = z.object({ format: z.literal(1), accounts: z.array(Account).check(z.maxLength(1_000)) });

/** @throws when the file holds something else: accounts are not dropped because of a fault. */
export async function readAccounts(path: string): Promise<readonly DeviceAccount[]> {
  const text = await readIfExists(path);
  return text === undefined ? [] : File.parse(JSON.parse(text)).accounts;
}

/** On the card, whole, when it resolves. */
export const writeAccounts = (path: string, accounts: readonly DeviceAccount[]): Promise<void> =>
  writeFileAtomic(path, JSON.stringify({ format: 1, accounts }));
