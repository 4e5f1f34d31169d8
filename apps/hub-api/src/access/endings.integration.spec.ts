import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { ApiKeyMade, DeviceAccess, InvitationMade } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { EventStream } from '../spec/event-stream';
import { cookieOf, send } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { freshIdentity } from '../spec/identity';

type Headers = Readonly<Record<string, string>>;
const NIA = { name: 'Nia', password: 'bara brith 26' };
const MAIR = { name: 'Mair', password: 'mae hen wlad' };
/** What "at once" means to a household. */
const AT_ONCE_MS = 1_000;
const STREAMS = ['live', 'devices/live', 'pairing/events'];

const services = useServices({ beforeAll, afterAll });
const cleanUp: (() => unknown)[] = [];
let hub: HubFixture;
let claimCode: string;
let owner: Headers;

beforeAll(async () => {
  hub = await HubFixture.prepare(services());
  ({ claimCode } = await freshIdentity(join(hub.dir, 'identity')));
  hub.set({ HUB_IDENTITY_DIR: join(hub.dir, 'identity'), HUB_RUN_DIR: join(hub.dir, 'run') });
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 60_000 });
  owner = cookieOf(await post('setup/claim', { code: claimCode, ...MAIR }));
  expect((await put('access/settings', { openReading: false })).status).toBe(200);
});
afterAll(() => hub.stop());
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((clean) => clean()));
});

const api = (path: string): string => `${hub.url}/api/v1/${path}`;
const post = (path: string, body: unknown, headers: Headers = {}) => send(api(path), 'POST', body, headers);
const put = (path: string, body: unknown) => send(api(path), 'PUT', body, owner);
const signIn = async (account: typeof MAIR): Promise<Headers> => cookieOf(await post('session', account));

async function invited(role: string, until: number | null = null, name = NIA.name): Promise<Headers> {
  const { code } = z.parse(InvitationMade, await (await post('access/invitations', { role, until }, owner)).json());
  return cookieOf(await post('access/invitations/accept', { code, ...NIA, name }));
}

/** Everything that a person may hold: a session, the streams of an open page, a device's account whose password was shown. */
interface Held {
  readonly session: Headers;
  readonly streams: readonly EventStream[];
  readonly login: { readonly username: string; readonly password: string };
  readonly device: Broker;
}

async function held(session: Headers): Promise<Held> {
  const streams = await Promise.all(STREAMS.map((path) => EventStream.open(api(path), session)));
  cleanUp.push(() => streams.forEach((stream) => stream.close()));
  const added = await post('devices', { type: 'tasmota', name: 'Kettle' }, session);
  const { account } = z.parse(DeviceAccess, await added.json());
  if (account === null) throw new Error('the device has no account');
  const device = connect(account);
  await device.ready();
  return { session, streams, login: account, device };
}

function connect({ username, password }: Held['login']): Broker {
  const url = `mqtt://127.0.0.1:${services().broker.plainPort}`;
  const broker = openBroker({ url, clientId: username, username, password });
  cleanUp.push(() => broker.close());
  return broker;
}

async function expectAllEnded({ session, streams, login, device }: Held, isOwnDevice = true): Promise<void> {
  await sleep(AT_ONCE_MS);
  expect((await hub.get('/api/v1/sessions', session)).status).toBe(401);
  expect(streams.map(({ ended }) => ended)).toEqual(STREAMS.map(() => true));
  if (!isOwnDevice) return;
  expect(device.connected()).toBe(false);
  await expect(connect(login).ready()).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
}

it('the end of a member ends session, streams and device account, and leaves the owner’s', async () => {
  const [hers, owners] = [await held(await invited('member')), await held(owner)];
  expect((await send(api('access/people/Nia'), 'DELETE', undefined, owner)).status).toBe(204);
  await expectAllEnded(hers);
  expect(owners.streams.some(({ ended }) => ended)).toBe(false);
  expect(owners.device.connected()).toBe(true);
});

it('a member’s other password ends her other sessions with their streams, and her device account', async () => {
  const hers = await held(await invited('member'));
  const here = await signIn(NIA);
  const change = { password: NIA.password, newPassword: 'bara brith 27' };
  expect((await post('account/password', change, here)).status).toBe(200);
  await expectAllEnded(hers);
  expect((await hub.get('/api/v1/sessions', here)).status).toBe(200);
  await send(api('access/people/Nia'), 'DELETE', undefined, owner);
});

it('signing out ends the streams of that session', async () => {
  const hers = await held(await invited('member'));
  expect((await send(api('session'), 'DELETE', undefined, hers.session)).status).toBe(204);
  await expectAllEnded(hers, false);
  await send(api('access/people/Nia'), 'DELETE', undefined, owner);
});

it('the date of an installer ends what is open then', async () => {
  const until = Math.floor(Date.now() / 1_000) + 4;
  const session = await invited('installer', until, 'Gwil');
  const stream = await EventStream.open(api('live'), session);
  cleanUp.push(() => stream.close());
  await waitFor(() => stream.ended, { what: 'the end of the stream' });
  expect(Date.now() / 1_000).toBeGreaterThanOrEqual(until);
  expect((await hub.get('/api/v1/sessions', session)).status).toBe(401);
});

it('the owner’s other password ends all that was given out', async () => {
  const elsewhere = await held(await signIn(MAIR));
  const { key } = z.parse(ApiKeyMade, await (await post('api-keys', { role: 'read' }, owner)).json());
  const newPassword = 'newydd sbon 1';
  expect((await post('account/password', { password: MAIR.password, newPassword }, owner)).status).toBe(200);
  await expectAllEnded(elsewhere);
  expect((await hub.get(`/feed/list.json?apikey=${key}`)).status).toBe(401);
  expect((await hub.get('/api/v1/sessions', owner)).status).toBe(200);
});

it('the label’s code ends all that was given out, members’ too', async () => {
  const [owners, hers] = [await held(owner), await held(await invited('member', null, 'Elin'))];
  const { key } = z.parse(ApiKeyMade, await (await post('api-keys', { role: 'write' }, owner)).json());
  expect((await post('setup/password', { code: claimCode, password: 'cwm rhondda' })).status).toBe(200);
  await expectAllEnded(owners);
  await expectAllEnded(hers);
  expect((await hub.get(`/feed/list.json?apikey=${key}`)).status).toBe(401);
});
