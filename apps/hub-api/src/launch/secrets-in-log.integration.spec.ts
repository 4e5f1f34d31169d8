import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ApiKeyMade, InvitationMade } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieOf, send } from '../spec/http';
import { HubLife } from '../spec/hub-life';
import { freshIdentity } from '../spec/identity';
import { ACCOUNT, FakeCommunityServer } from '../spec/server/fake-community-server';

/* The program as it is shipped, with the most talkative log there is, is told every kind of secret. */

const OWNER = { name: 'Mair', password: 'mae hen wlad' };
const PASSWORDS = {
  wrong: 'nid hwn yw ef',
  changed: 'fy nhadau yn annwyl',
  reset: 'i mi gwlad beirdd',
  member: 'a chantorion',
};

/** Calls that fail on their way while the database is away. */
const WHILE_AWAY: readonly (readonly [path: string, body: (code: string) => unknown])[] = [
  ['session', () => ({ ...OWNER, password: PASSWORDS.reset })],
  ['account/password', () => ({ password: PASSWORDS.reset, newPassword: PASSWORDS.changed })],
  ['setup/password', (code) => ({ code, password: PASSWORDS.changed })],
  ['access/invitations/accept', () => ({ code: 'x'.repeat(24), name: 'Dewi', password: PASSWORDS.member })],
];

const services = useServices({ beforeAll, afterAll });
let server: FakeCommunityServer;
let dir: string;
let life: HubLife;
let claimCode: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-log-'));
  server = await FakeCommunityServer.start();
  ({ claimCode } = await freshIdentity(join(dir, 'identity')));
  life = new HubLife(dir, services(), services().database.name, server);
  life.logLevel = 'trace';
  await life.start();
  await waitFor(async () => (await fetch(`${life.url}/health/ready`)).ok, { what: 'a ready hub', timeoutMs: 60_000 });
}, 120_000);
afterAll(async () => {
  await life.kill();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

/** A call that has to go through, and the cookie that it sets. */
async function done(method: 'POST' | 'DELETE', path: string, body?: unknown, cookie = {}): Promise<Response> {
  const answer = await send(`${life.url}/api/v1/${path}`, method, body, cookie);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const plugAsks = (): Promise<string> =>
  new Promise((resolve, reject) => {
    get(`${life.url}/emoncms/device/auth/request.json`, (answer) => {
      text(answer).then(resolve, reject);
    }).on('error', reject);
  });

/** Everything that a household does with secrets, once. Returns the secrets. */
async function useSecrets(): Promise<Record<string, string>> {
  let owner = cookieOf(await done('POST', 'setup/claim', { code: claimCode, ...OWNER }));
  const secrets: Record<string, string> = { claimCode, first: OWNER.password, ...PASSWORDS, account: ACCOUNT.password };
  const keepCookie = (name: string): void => {
    secrets[name] = owner['cookie']?.split('=')[1] ?? '';
  };
  keepCookie('claimed session');
  await send(`${life.url}/api/v1/session`, 'POST', { ...OWNER, password: PASSWORDS.wrong });
  await done('POST', 'setup/link', ACCOUNT, owner);
  for (const sealing of [false, true]) {
    const made = await done('POST', 'api-keys', { role: 'write', name: 'sensor', sealing }, owner);
    const { key } = ApiKeyMade.parse(await made.json());
    secrets[`key, sealing ${sealing}`] = key;
    await fetch(`${life.url}/input/post?node=a&fulljson={"b":1}&apikey=${key}`);
    await fetch(`${life.url}/emoncms/feed/list.json?apikey=${key}`, { headers: { authorization: `Bearer ${key}` } });
  }
  const { code } = InvitationMade.parse(
    await (await done('POST', 'access/invitations', { role: 'member' }, owner)).json(),
  );
  secrets['invitation'] = code;
  await done('POST', 'access/invitations/accept', { code, name: 'Gwen', password: PASSWORDS.member });
  await done('POST', 'pairing/window', undefined, owner);
  await plugAsks();
  await done('POST', 'pairing/allow', { address: '127.0.0.1' }, owner);
  const [username = '', password = ''] = (await plugAsks()).split(':');
  expect(username).not.toBe('');
  secrets['plug'] = password;
  const changed = await done(
    'POST',
    'account/password',
    { password: OWNER.password, newPassword: PASSWORDS.changed },
    owner,
  );
  if (changed.headers.getSetCookie().length > 0) owner = cookieOf(changed);
  keepCookie('session after the change');
  owner = cookieOf(await done('POST', 'setup/password', { code: claimCode, password: PASSWORDS.reset }));
  keepCookie('session after the reset');
  await services().database.kill();
  try {
    for (const [path, body] of WHILE_AWAY) await send(`${life.url}/api/v1/${path}`, 'POST', body(claimCode), owner);
  } finally {
    await services().database.start();
  }
  return secrets;
}

it('says none of the secrets that it is told or makes', async () => {
  const secrets = await useSecrets();
  await life.stop();
  const said = life.output;
  // A log that is empty would prove nothing.
  expect(said).toContain('connected to the broker');
  for (const [name, secret] of Object.entries(secrets)) {
    expect([name, secret.length >= 8]).toEqual([name, true]);
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
      expect([name, said.includes(form)]).toEqual([name, false]);
  }
}, 120_000);
