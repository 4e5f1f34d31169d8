import { openDatabase } from '@hub/adapters/hub-database';
import type { Services } from '@hub/adapters/services';
import { waitFor } from '@hub/testing';

/** Has inputs of a device logged at 10 s from their first value on, as a household that asked for it; before the hub has seen them. */
export async function logInputs({ database: login }: Services, node: string, names: readonly string[]): Promise<void> {
  const database = openDatabase({ socketPath: login.socket, user: login.user, name: login.name });
  try {
    database.start();
    await waitFor(() => database.opened(), { what: 'the database' });
    const source = { node, unit: '', intervalS: 10, durable: false, logged: true };
    await database.register(names.map((name) => ({ source: { ...source, name }, account: `node:${node}` })));
  } finally {
    await database.close();
  }
}
