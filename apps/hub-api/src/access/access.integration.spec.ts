import { ErrorBody, SessionView, Whoami } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { HubFixture } from '../spec/hub-fixture';
import { makeOwner, OWNER, signIn } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
});
afterAll(() => hub.stop());

const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(hub.url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const change = (headers: Readonly<Record<string, string>> = {}) =>
  send('POST', '/api/v1/api-keys', { role: 'read' }, headers);
const refusal = async (answer: Response): Promise<[number, string]> => {
  const { error } = z.parse(ErrorBody, await answer.json());
  expect([error.message, error.action, error.correlationId].every((text) => text !== '')).toBe(true);
  return [answer.status, error.code];
};
const session = async (headers: Readonly<Record<string, string>> = {}) =>
  z.parse(SessionView, await (await hub.get('/api/v1/session', headers)).json());

it('refuses to change anything on a hub without an owner', async () => {
  expect(await session()).toEqual({ claimed: false, user: null });
  expect(await refusal(await change())).toEqual([409, 'HUB_UNCLAIMED']);
  expect((await hub.get('/api/v1/feeds')).status).toBe(200);
});

it('has no account that was there before anyone made one', async () => {
  for (const [name, password] of [
    ['admin', 'admin'],
    ['pi', 'raspberry'],
    ['emonpi', 'emonpi2016'],
  ]) {
    expect(await refusal(await send('POST', '/api/v1/session', { name, password }))).toEqual([401, 'WRONG_PASSWORD']);
  }
});

it('lets the owner in, remembers it over a restart of its page, and lets it go', async () => {
  await makeOwner(services());
  const answer = await send('POST', '/api/v1/session', { ...OWNER, name: ` ${OWNER.name.toUpperCase()} ` });
  expect(z.parse(SessionView, await answer.json())).toEqual({
    claimed: true,
    user: { name: OWNER.name, role: 'owner' },
  });
  const [given] = answer.headers.getSetCookie();
  expect(given).toMatch(/^hub_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
  const cookie = given?.split(';')[0] ?? '';
  expect(await session({ cookie })).toEqual({ claimed: true, user: { name: OWNER.name, role: 'owner' } });
  const whoami = z.parse(Whoami, await (await hub.get('/api/v1/whoami', { cookie })).json());
  expect(whoami).toEqual({ where: 'hub', claimed: true, user: { name: OWNER.name, role: 'owner' } });
  expect((await change({ cookie })).status).toBe(201);
  expect((await send('DELETE', '/api/v1/session', undefined, { cookie })).status).toBe(204);
  expect(await session({ cookie })).toEqual({ claimed: true, user: null });
  expect(await refusal(await change({ cookie }))).toEqual([401, 'SIGN_IN_NEEDED']);
});

it.each(['hub_session=', 'hub_session=guessed', `hub_session=${'A'.repeat(43)}`, 'hub_session=a; hub_session=b', 'x'])(
  'knows no person by the cookie %j',
  async (cookie) => expect(await refusal(await change({ cookie }))).toEqual([401, 'SIGN_IN_NEEDED']),
);

it('does nothing for a page of another site, also when the owner is signed in', async () => {
  const signedIn = await signIn(hub.url);
  for (const origin of ['http://evil.example', 'null', hub.url.replace(/\d{1,5}$/, '1')])
    expect(await refusal(await change({ ...signedIn, origin }))).toEqual([403, 'HUB_FOREIGN_PAGE']);
  expect((await change({ ...signedIn, origin: new URL(hub.url).origin })).status).toBe(201);
});

it('says so when Redis is away, and goes on when it is back', async () => {
  const signedIn = await signIn(hub.url);
  await services().redis.kill();
  expect(await refusal(await change(signedIn))).toEqual([503, 'HUB_SESSIONS_AWAY']);
  expect((await hub.get('/health/live')).status).toBe(200);
  await services().redis.start();
  // It kept nothing: the old session is over.
  await waitFor(async () => (await change(signedIn)).status === 401, { what: 'the end of the session' });
  expect((await change(await signIn(hub.url))).status).toBe(201);
});

it('says so when the database is away', async () => {
  await services().database.kill();
  try {
    expect(await refusal(await send('POST', '/api/v1/session', OWNER))).toEqual([503, 'HUB_DATABASE_AWAY']);
  } finally {
    await services().database.start();
  }
});

it('stops a guesser after ten tries, and the right password with it', async () => {
  const fresh = await HubFixture.start(services());
  try {
    const guess = (password: string) =>
      fetch(`${fresh.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: OWNER.name, password }),
      });
    for (let tries = 0; tries < 10; tries++)
      expect(await refusal(await guess(`guess ${tries}`))).toEqual([401, 'WRONG_PASSWORD']);
    const answer = await guess(OWNER.password);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusal(answer)).toEqual([429, 'HUB_TOO_MANY_TRIES']);
  } finally {
    await fresh.stop();
  }
});
