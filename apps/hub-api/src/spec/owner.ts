import { openDatabase } from '@hub/adapters/hub-database';
import type { Services } from '@hub/adapters/services';
import { hashSecret } from '@hub/adapters/system';
import { waitFor } from '@hub/testing';
import type { Machine } from '../ports/ports';
import { HubFixture } from './hub-fixture';

export const OWNER = { name: 'Mair', password: 'mae hen wlad' } as const;

/** A hub, and the headers of its owner, who is signed in. */
export interface OwnedHub {
  readonly hub: HubFixture;
  readonly owner: Readonly<Record<string, string>>;
}

/** A hub with its owner; `settings`: further variables of its environment. */
export async function startOwnedHub(
  services: Services,
  settings: Readonly<Record<string, string>> = {},
  machine?: Machine,
): Promise<OwnedHub> {
  const hub = await HubFixture.start(services, settings, machine);
  await makeOwner(services);
  return { hub, owner: await signIn(hub.url) };
}

/** Gives the hub its owner, past the claim code. */
export async function makeOwner({ database: { socket, user, name } }: Services): Promise<void> {
  const database = openDatabase({ socketPath: socket, user, name });
  try {
    database.start();
    await waitFor(() => database.opened(), { what: 'the database' });
    await database.createOwner(OWNER.name, await hashSecret(OWNER.password));
  } finally {
    await database.close();
  }
}

/** The headers of somebody who is signed in at `url`. */
export async function signIn(
  url: string,
  account: { readonly name: string; readonly password: string } = OWNER,
): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`);
  return { cookie };
}
