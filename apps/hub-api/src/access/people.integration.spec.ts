import { ApiKeyList, ApiKeyMade, AuditList, ErrorBody, InvitationMade, PeopleView, SessionList } from '@hub/contracts';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type HubFixture } from '../spec/hub-fixture';
import { OWNER, signIn, startOwnedHub } from '../spec/owner';

type Headers = Readonly<Record<string, string>>;
const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Headers;
beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());

const NIA = { name: 'Nia', password: 'bara brith 26' };
const send = (method: string, path: string, body?: unknown, headers: Headers = owner) =>
  fetch(hub.url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const code = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  z.parse(ErrorBody, await answer.json()).error.code,
];
const cookieIn = (answer: Response): Headers => ({ cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
const invite = async (role: string, until: number | null = null): Promise<string> =>
  z.parse(InvitationMade, await (await send('POST', '/api/v1/access/invitations', { role, until })).json()).code;
const accept = (invitation: string, as = NIA) =>
  send('POST', '/api/v1/access/invitations/accept', { code: invitation, ...as }, {});
const people = async () => z.parse(PeopleView, await (await send('GET', '/api/v1/access/people')).json());
const sessions = async (headers: Headers) =>
  z.parse(SessionList, await (await hub.get('/api/v1/sessions', headers)).json()).sessions;

it('makes a member by an invitation, which works once', async () => {
  const invitation = await invite('member');
  const joined = await accept(invitation);
  expect(await joined.json()).toEqual({ claimed: true, user: { name: 'Nia', role: 'member' } });
  const nia = cookieIn(joined);
  expect(await code(await accept(invitation, { ...NIA, name: 'Owain' }))).toEqual([403, 'INVITATION_UNKNOWN']);
  expect(await code(await accept(await invite('member')))).toEqual([409, 'NAME_TAKEN']);
  expect(await code(await accept(await invite('viewer'), { ...NIA, name: OWNER.name }))).toEqual([409, 'NAME_TAKEN']);
  expect((await hub.get('/api/v1/feeds', nia)).status).toBe(200);
  for (const [method, path] of [
    ['POST', '/api/v1/api-keys'],
    ['GET', '/api/v1/access/people'],
    ['PUT', '/api/v1/device/ssh'],
    ['POST', '/api/v1/update/now'],
    ['DELETE', '/api/v1/setup/link'],
  ] as const)
    expect(await code(await send(method, path, method === 'GET' ? undefined : {}, nia))).toEqual([403, 'NOT_ALLOWED']);
  expect((await people()).people).toEqual([
    { name: OWNER.name, role: 'owner', until: null },
    { name: 'Nia', role: 'member', until: null },
  ]);
});

it('shows a member its own sessions, and the owner everyone’s; either ends what it sees', async () => {
  const [first, second] = [await signIn(hub.url, NIA), await signIn(hub.url, NIA)];
  const seen = await sessions(first);
  expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(['Nia']));
  expect(seen.filter(({ isThis }) => isThis)).toHaveLength(1);
  expect(new Set((await sessions(owner)).map(({ name }) => name))).toEqual(new Set(['Nia', OWNER.name]));
  const ownersId = (await sessions(owner)).find(({ isThis }) => isThis)?.id ?? '';
  await send('DELETE', `/api/v1/sessions/${ownersId}`, undefined, first);
  expect((await sessions(owner)).some(({ id }) => id === ownersId)).toBe(true);
  expect((await send('DELETE', '/api/v1/sessions', undefined, first)).status).toBe(204);
  expect((await hub.get('/api/v1/sessions', second)).status).toBe(401);
  expect(await sessions(first)).toHaveLength(1);
});

it('ends a person at once', async () => {
  const nia = await signIn(hub.url, NIA);
  expect((await send('DELETE', '/api/v1/access/people/Nia')).status).toBe(204);
  expect((await hub.get('/api/v1/sessions', nia)).status).toBe(401);
  expect(await code(await send('POST', '/api/v1/session', NIA, {}))).toEqual([401, 'WRONG_PASSWORD']);
  expect(await code(await send('DELETE', '/api/v1/access/people/Nia'))).toEqual([404, 'PERSON_UNKNOWN']);
});

it('lets an installer in until the date, which must be given', async () => {
  expect((await send('POST', '/api/v1/access/invitations', { role: 'installer' })).status).toBe(400);
  const past = Math.floor(Date.now() / 1000) - 1;
  const joined = await accept(await invite('installer', past), { ...NIA, name: 'Gwil' });
  expect((await hub.get('/api/v1/sessions', cookieIn(joined))).status).toBe(401);
  expect(await code(await send('POST', '/api/v1/session', { ...NIA, name: 'Gwil' }, {}))).toEqual([
    401,
    'WRONG_PASSWORD',
  ]);
});

it('names keys, says when they were used, and takes back one by one', async () => {
  const make = async (name: string) =>
    z.parse(ApiKeyMade, await (await send('POST', '/api/v1/api-keys', { role: 'write', name })).json()).key;
  const [boiler, pump] = [await make('boiler'), await make('heat pump')];
  const uses = (key: string) => hub.get(`/feed/list.json?apikey=${key}`).then(({ status }) => status);
  expect([await uses(boiler), await uses(pump)]).toEqual([200, 200]);
  const list = async () => z.parse(ApiKeyList, await (await send('GET', '/api/v1/api-keys')).json()).keys;
  const keys = await list();
  expect(keys.map(({ name }) => name).sort()).toEqual(['boiler', 'heat pump']);
  expect(JSON.stringify(keys)).not.toContain(boiler);
  const id = keys.find(({ name }) => name === 'boiler')?.id ?? '';
  expect((await send('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(204);
  expect([await uses(boiler), await uses(pump)]).toEqual([401, 200]);
});

it('ends keys and every other session with the owner’s password, and writes down who did what', async () => {
  const key = z.parse(ApiKeyMade, await (await send('POST', '/api/v1/api-keys', { role: 'read' })).json()).key;
  const elsewhere = await signIn(hub.url);
  const change = { password: OWNER.password, newPassword: 'newydd sbon 1' };
  expect((await send('POST', '/api/v1/account/password', change)).status).toBe(200);
  expect((await hub.get(`/feed/list.json?apikey=${key}`)).status).toBe(401);
  expect((await hub.get('/api/v1/sessions', elsewhere)).status).toBe(401);
  const { entries } = z.parse(AuditList, await (await send('GET', '/api/v1/access/audit')).json());
  expect(entries[0]).toMatchObject({ who: OWNER.name, action: 'password-changed' });
  const actions = new Set(entries.map(({ action }) => action));
  for (const action of [
    'person-invited',
    'person-joined',
    'person-removed',
    'sessions-ended',
    'key-made',
    'key-revoked',
  ])
    expect(actions).toContain(action);
});
