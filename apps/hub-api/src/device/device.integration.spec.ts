import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeviceView, ErrorBody, type OfflineBundle, UpdateView, UploadView } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { HubFixture } from '../spec/hub-fixture';
import { makeOwner, signIn } from '../spec/owner';

/* hub-api as it is, on real services; the update agent and the system's switch are played by this file. */

const services = useServices({ beforeAll, afterAll });
let dir: string;
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
const at = (name: string): string => join(dir, name);

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'device-'));
  for (const name of ['run', 'faults', 'identity', 'upload']) mkdirSync(at(name));
  writeFileSync(at('identity/hub-id'), 'h-0a1b2c3d\n');
  hub = await HubFixture.start(services(), {
    HUB_RUN_DIR: at('run'),
    HUB_REQUEST_DIR: at('requests'),
    HUB_UPLOAD_DIR: at('upload'),
    HUB_FAULTS_DIR: at('faults'),
    HUB_IDENTITY_DIR: at('identity'),
  });
  await makeOwner(services());
  owner = await signIn(hub.url);
});
afterAll(async () => {
  await hub.stop();
  rmSync(dir, { recursive: true });
});
afterEach(() => {
  for (const name of readdirSync(at('run'))) rmSync(at(`run/${name}`));
});

const status = {
  format: 1,
  bootedVersion: '1.0.0',
  slot: 'B',
  phase: 'idle',
  release: null,
  idleBecause: 'up-to-date',
};
function agentSays(...bundles: OfflineBundle[]): void {
  const nothing = { progress: null, outcome: null, refused: [], serverContactAt: null };
  writeFileSync(at('run/update.json'), JSON.stringify({ ...status, ...nothing }));
  writeFileSync(at('run/offline.json'), JSON.stringify({ format: 1, bundles }));
}
const uploads = (): string[] => readdirSync(at('upload')).filter((name) => !name.startsWith('.'));
/** What earlier tests left, so that it is not taken for what was just sent. */
const old = new Set<string>();
const laidDown = (): string | undefined => uploads().find((name) => !old.has(name));

const send = (method: string, path: string, body?: unknown, headers = owner): Promise<Response> =>
  fetch(hub.url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const put = (bytes: Uint8Array, headers = owner): Promise<Response> =>
  fetch(`${hub.url}/api/v1/update/bundle`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body: bytes,
  });
const refusal = async (answer: Response): Promise<[number, string]> => {
  const { error } = z.parse(ErrorBody, await answer.json());
  expect([error.message, error.action].every((text) => text !== '')).toBe(true);
  return [answer.status, error.code];
};
const bundle = (bytes: number): Uint8Array => {
  const content = Buffer.alloc(bytes, 7);
  content.write('hsqs');
  return content;
};

/** Plays the agent: says `word` of the next file that is laid down. */
async function judge(word: (file: string) => OfflineBundle): Promise<void> {
  await waitFor(() => laidDown() !== undefined, { what: 'the upload' });
  agentSays(word(laidDown() ?? ''));
}

describe('the device', () => {
  it('says what it knows, and null for the rest', async () => {
    const view = z.parse(DeviceView, await (await hub.get('/api/v1/device')).json());
    expect(view).toMatchObject({ hubId: 'h-0a1b2c3d', slot: null, ssh: null, faults: [] });
    expect(view.uptimeS).toBeGreaterThan(0);
    expect(view.storage?.totalBytes).toBeGreaterThan(view.storage?.freeBytes ?? Infinity);
    agentSays();
    expect(await (await hub.get('/api/v1/device')).json()).toMatchObject({ slot: 'B' });
  });

  it('tells the faults of the start and of the other services', async () => {
    writeFileSync(at('faults/data-lost'), 'the data partition /dev/x cannot be mounted');
    writeFileSync(
      at('run/provision.json'),
      '{"steps":[{"step":"broker","error":{"code":"P","message":"m","action":"a"}}]}',
    );
    const view = z.parse(DeviceView, await (await hub.get('/api/v1/device')).json());
    expect(view.faults.map(({ code }) => code)).toEqual(['DATA_LOST', 'P']);
    rmSync(at('faults/data-lost'));
  });

  it('tells the update agent that nothing is switched on, from its start', () => {
    expect(JSON.parse(readFileSync(at('requests/controlled-load.json'), 'utf8'))).toEqual({ running: false, loads: 0 });
  });
});

describe('SSH by the page', () => {
  const key = `ssh-ed25519 ${'A'.repeat(68)} mair@laptop`;
  /** Plays the system's switch. */
  async function grant(answer: object): Promise<string> {
    await waitFor(() => readdirSync(at('requests')).includes('ssh-keys'), { what: 'the request file' });
    const written = readFileSync(at('requests/ssh-keys'), 'utf8');
    rmSync(at('requests/ssh-keys'));
    const request = /^# ([0-9a-f]{16})\n/.exec(written)?.[1];
    writeFileSync(at('run/ssh.json'), JSON.stringify({ request, refused: null, ...answer }));
    return written;
  }

  it('is for the owner', async () => {
    expect(await refusal(await send('PUT', '/api/v1/device/ssh', { authorizedKeys: [key] }, {}))).toEqual([
      401,
      'SIGN_IN_NEEDED',
    ]);
  });

  it('hands the keys to the switch and answers with what came of it', async () => {
    const [answer, written] = await Promise.all([
      send('PUT', '/api/v1/device/ssh', { authorizedKeys: [key] }),
      grant({ enabled: true, keys: 2 }),
    ]);
    expect(written.split('\n').slice(1)).toEqual([key, '']);
    expect(await answer.json()).toMatchObject({ ssh: { enabled: true, keys: 2 } });
    expect(await (await hub.get('/api/v1/device')).json()).toMatchObject({ ssh: { enabled: true, keys: 2 } });
  });

  it('is switched off by an empty list', async () => {
    const [answer, written] = await Promise.all([
      send('PUT', '/api/v1/device/ssh', { authorizedKeys: [] }),
      grant({ enabled: false, keys: 0 }),
    ]);
    expect(written.trimEnd().split('\n')).toHaveLength(1);
    expect(await answer.json()).toMatchObject({ ssh: { enabled: false } });
  });

  it('says why the switch did not take them', async () => {
    const [answer] = await Promise.all([
      send('PUT', '/api/v1/device/ssh', { authorizedKeys: [key] }),
      grant({ enabled: false, keys: 0, refused: 'one of them is not a public key' }),
    ]);
    expect(await refusal(answer)).toEqual([422, 'SSH_KEYS_REFUSED']);
  });

  it.each([[['nonsense']], [[`command="x" ${key}`]], [[`${key}\n${key}`]], [Array.from({ length: 17 }, () => key)]])(
    'does not even ask for %j',
    async (authorizedKeys) => {
      expect(await refusal(await send('PUT', '/api/v1/device/ssh', { authorizedKeys }))).toEqual([
        400,
        'HUB_BAD_REQUEST',
      ]);
      expect(readdirSync(at('requests'))).not.toContain('ssh-keys');
    },
  );
});

describe('updates by the page', () => {
  beforeEach(() => {
    for (const name of uploads()) old.add(name);
  });

  it('shows what the agent says, and nothing where there is none', async () => {
    expect(await (await hub.get('/api/v1/update')).json()).toEqual({
      available: false,
      status: null,
      offline: null,
      refused: [],
    });
    agentSays({ source: 'usb', file: 'a.raucb', state: 'offered', version: '2.0.0', notes: { en: 'e', cy: 'c' } });
    const view = z.parse(UpdateView, await (await hub.get('/api/v1/update')).json());
    expect(view).toMatchObject({ available: true, offline: { version: '2.0.0' }, status: { bootedVersion: '1.0.0' } });
  });

  it('asks the agent to begin, for the owner alone and only where there is one', async () => {
    expect(await refusal(await send('POST', '/api/v1/update/now', undefined, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await refusal(await send('POST', '/api/v1/update/now'))).toEqual([503, 'UPDATE_AGENT_AWAY']);
    expect(readdirSync(at('requests'))).not.toContain('update-now');
    agentSays();
    expect((await send('POST', '/api/v1/update/now')).status).toBe(202);
    expect(readdirSync(at('requests'))).toContain('update-now');
  });

  it('takes a bundle of any length as it is, and answers with what the agent found in it', async () => {
    agentSays();
    const sent = bundle(5_000_000);
    const [answer] = await Promise.all([
      put(sent),
      judge((file) => ({ source: 'upload', file, state: 'offered', version: '2.0.0', notes: { en: 'e', cy: 'c' } })),
    ]);
    expect(z.parse(UploadView, await answer.json())).toEqual({
      state: 'offered',
      bytes: sent.length,
      version: '2.0.0',
      notes: { en: 'e', cy: 'c' },
    });
    const [name = ''] = uploads();
    expect(readFileSync(at(`upload/${name}`)).equals(sent)).toBe(true);
    expect(statSync(at(`upload/${name}`)).mode & 0o777).toBe(0o600);
    expect((await send('DELETE', '/api/v1/update/bundle')).status).toBe(204);
    expect(uploads()).toEqual([]);
  });

  it('throws away what the agent refuses, with its code', async () => {
    agentSays();
    const [answer] = await Promise.all([
      put(bundle(5000)),
      judge((file) => ({ source: 'upload', file, state: 'refused', code: 'WRONG_SIGNATURE', version: null })),
    ]);
    expect(await refusal(answer)).toEqual([422, 'WRONG_SIGNATURE']);
    expect(uploads()).toEqual([]);
  });

  it.each([
    ['a page', Buffer.from('<html>'.repeat(500_000))],
    ['three bytes of a bundle', Buffer.from('hsq')],
    ['nothing', Buffer.alloc(0)],
  ])('knows %s for no update without asking', async (_, content) => {
    expect(await refusal(await put(content))).toEqual([422, 'NOT_A_BUNDLE']);
    expect(readdirSync(at('upload'))).toEqual([]);
  });

  it('waits for no agent where none runs', async () => {
    expect(await (await put(bundle(5000))).json()).toMatchObject({ state: 'checking', bytes: 5000 });
  });

  it('keeps only the last one that was sent', async () => {
    await put(bundle(5000));
    await put(bundle(6000));
    expect(uploads().map((name) => statSync(at(`upload/${name}`)).size)).toEqual([6000]);
  });

  it('is for the owner', async () => {
    await send('DELETE', '/api/v1/update/bundle');
    expect(await refusal(await put(bundle(5000), {}))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await refusal(await send('DELETE', '/api/v1/update/bundle', undefined, {}))).toEqual([
      401,
      'SIGN_IN_NEEDED',
    ]);
    expect(uploads()).toEqual([]);
  });

  const raw = (headers: Readonly<Record<string, string>>, sent: Uint8Array, after: 'end' | 'destroy') =>
    new Promise<[number, string] | 'broken'>((resolve, reject) => {
      const query = request(`${hub.url}/api/v1/update/bundle`, {
        method: 'PUT',
        // What is sent does not fit what was promised: the connection is of no use to anyone else.
        agent: false,
        headers: { 'content-type': 'application/octet-stream', ...owner, ...headers },
      });
      query.on('error', () => resolve('broken'));
      query.on('response', (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          const parsed = z.safeParse(ErrorBody, JSON.parse(text));
          if (parsed.success) resolve([answer.statusCode ?? 0, parsed.data.error.code]);
          else reject(new Error(text));
        });
      });
      query.write(sent, () => {
        if (after === 'destroy') query.destroy();
        else query.end();
      });
    });

  it('refuses what is larger than any update before it is sent, and what does not say its length', async () => {
    expect(await raw({ 'content-length': '2000000000' }, bundle(1000), 'end')).toEqual([413, 'UPLOAD_TOO_LARGE']);
    expect(await raw({ 'transfer-encoding': 'chunked' }, bundle(1000), 'end')).toEqual([411, 'UPLOAD_LENGTH_NEEDED']);
  });

  it('leaves nothing of an upload that broke off, and takes the next one', async () => {
    expect(await raw({ 'content-length': '900000' }, bundle(300_000), 'destroy')).toBe('broken');
    await waitFor(() => readdirSync(at('upload')).length === 0, { what: 'an empty folder' });
    await waitFor(async () => (await put(bundle(5000))).status === 200, { what: 'the next upload' });
    expect(uploads()).toHaveLength(1);
  });

  it('takes one at a time', async () => {
    agentSays();
    const first = put(bundle(5000));
    await waitFor(() => laidDown() !== undefined, { what: 'the first upload' });
    expect(await refusal(await put(bundle(5000)))).toEqual([409, 'UPLOAD_RUNNING']);
    await judge((file) => ({ source: 'upload', file, state: 'offered', version: '2.0.0', notes: null }));
    expect((await first).status).toBe(200);
  });
});
