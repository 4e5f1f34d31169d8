import { join } from 'node:path';
import { SessionView } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cookieOf, refusal, send } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { freshIdentity } from '../spec/identity';

const services = useServices({ beforeAll, afterAll });
const NAME = 'Mair';
let password = 'mae hen wlad';
let hub: HubFixture;
let claimCode: string;

beforeAll(async () => {
  hub = await HubFixture.prepare(services());
  ({ claimCode } = await freshIdentity(join(hub.dir, 'identity')));
  hub.set({ HUB_IDENTITY_DIR: join(hub.dir, 'identity'), HUB_RUN_DIR: join(hub.dir, 'run') });
});
afterAll(() => hub.stop());
/** A new start forgets how often anyone has tried. */
beforeEach(async () => {
  await hub.stopHub();
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 60_000 });
});

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  send(`${hub.url}/api/v1/${path}`, 'POST', body, headers);
const signIn = (word = password) => post('session', { name: NAME, password: word });
const session = async (headers: Readonly<Record<string, string>>) =>
  SessionView.parse(await (await hub.get('/api/v1/session', headers)).json());
const reset = (code: string, word: string) => post('setup/password', { code, password: word });

it('is not reset while the hub has no owner: it is claimed instead', async () => {
  expect(await refusal(await reset(claimCode, 'anything goes'))).toEqual([409, 'HUB_UNCLAIMED']);
  expect((await post('setup/claim', { code: claimCode, name: NAME, password })).status).toBe(201);
});

it('is changed by who knows the present one, and ends every other session', async () => {
  const [here, elsewhere] = [cookieOf(await signIn()), cookieOf(await signIn())];
  const change = (given: object, headers = here) => post('account/password', given, headers);
  expect(await refusal(await change({ password, newPassword: 'bara brith' }, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
  expect(await refusal(await change({ password: 'wrong', newPassword: 'bara brith' }))).toEqual([
    401,
    'WRONG_PASSWORD',
  ]);
  expect(await refusal(await change({ password, newPassword: 'short' }))).toEqual([400, 'HUB_BAD_REQUEST']);
  expect((await session(elsewhere)).user).toEqual({ name: NAME, role: 'owner' });
  expect((await change({ password, newPassword: 'bara brith' })).status).toBe(200);
  expect([(await session(here)).user, (await session(elsewhere)).user]).toEqual([{ name: NAME, role: 'owner' }, null]);
  expect(await refusal(await signIn())).toEqual([401, 'WRONG_PASSWORD']);
  password = 'bara brith';
  expect((await signIn()).status).toBe(200);
});

it('is replaced with the code from the label, ends every session and signs in', async () => {
  const before = cookieOf(await signIn());
  expect(await refusal(await reset('00000-00000', 'cwm rhondda'))).toEqual([403, 'WRONG_CLAIM_CODE']);
  expect(await refusal(await reset(claimCode, 'short'))).toEqual([400, 'HUB_BAD_REQUEST']);
  expect((await session(before)).user).toEqual({ name: NAME, role: 'owner' });
  const answer = await reset(`${claimCode.slice(0, 5).toLowerCase()} ${claimCode.slice(5)}`, 'cwm rhondda');
  expect(SessionView.parse(await answer.json())).toEqual({ claimed: true, user: { name: NAME, role: 'owner' } });
  expect((await session(before)).user).toBeNull();
  expect((await session(cookieOf(answer))).user).toEqual({ name: NAME, role: 'owner' });
  expect(await refusal(await signIn())).toEqual([401, 'WRONG_PASSWORD']);
  password = 'cwm rhondda';
  expect((await signIn()).status).toBe(200);
});

it('is not guessed: ten tries with a code, the right one among those that come too late', async () => {
  for (let tries = 0; tries < 10; tries++)
    expect(await refusal(await reset(`0000${tries}-00000`, 'cwm rhondda'))).toEqual([403, 'WRONG_CLAIM_CODE']);
  expect(await refusal(await reset(claimCode, 'guessed again'))).toEqual([429, 'HUB_TOO_MANY_TRIES']);
  expect((await signIn()).status).toBe(200);
});

it('stays what it was while sessions cannot be ended', async () => {
  await services().redis.kill();
  expect(await refusal(await reset(claimCode, 'half a change'))).toEqual([503, 'HUB_SESSIONS_AWAY']);
  await services().redis.start();
  await waitFor(async () => (await signIn()).status === 200, { what: 'the old password', timeoutMs: 60_000 });
});
