import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DeviceView } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { refusal, send } from '../spec/http';
import { useOwnedHub } from '../spec/owned-suite';

/* hub-api as it is, on real services; the update agent and the system's switch are played by this file. */

const suite = useOwnedHub({ beforeAll, afterAll, afterEach });
const { system } = suite;

const at = (name: string): string => system.at(name);
const ask = (
  method: 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  headers = suite.owner,
): Promise<Response> => send(suite.hub.url + path, method, body, headers);

describe('the device', () => {
  it('says what it knows, and null for the rest', async () => {
    const view = z.parse(DeviceView, await (await suite.hub.get('/api/v1/device')).json());
    expect(view).toMatchObject({ hubId: 'h-0a1b2c3d', slot: null, ssh: null, faults: [] });
    expect(view.uptimeS).toBeGreaterThan(0);
    expect(view.storage?.totalBytes).toBeGreaterThan(view.storage?.freeBytes ?? Infinity);
    system.agentSays();
    expect(await (await suite.hub.get('/api/v1/device')).json()).toMatchObject({ slot: 'B' });
  });

  it('tells the faults of the start and of the other services', async () => {
    writeFileSync(at('faults/data-lost'), 'the data partition /dev/x cannot be mounted');
    writeFileSync(
      at('run/provision.json'),
      '{"steps":[{"step":"broker","error":{"code":"P","message":"m","action":"a"}}]}',
    );
    const view = z.parse(DeviceView, await (await suite.hub.get('/api/v1/device')).json());
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
    expect(await refusal(await ask('PUT', '/api/v1/device/ssh', { authorizedKeys: [key] }, {}))).toEqual([
      401,
      'SIGN_IN_NEEDED',
    ]);
  });

  it('hands the keys to the switch and answers with what came of it', async () => {
    const [answer, written] = await Promise.all([
      ask('PUT', '/api/v1/device/ssh', { authorizedKeys: [key] }),
      grant({ enabled: true, keys: 2 }),
    ]);
    expect(written.split('\n').slice(1)).toEqual([key, '']);
    expect(await answer.json()).toMatchObject({ ssh: { enabled: true, keys: 2 } });
    expect(await (await suite.hub.get('/api/v1/device')).json()).toMatchObject({ ssh: { enabled: true, keys: 2 } });
  });

  it('is switched off by an empty list', async () => {
    const [answer, written] = await Promise.all([
      ask('PUT', '/api/v1/device/ssh', { authorizedKeys: [] }),
      grant({ enabled: false, keys: 0 }),
    ]);
    expect(written.trimEnd().split('\n')).toHaveLength(1);
    expect(await answer.json()).toMatchObject({ ssh: { enabled: false } });
  });

  it('says why the switch did not take them', async () => {
    const [answer] = await Promise.all([
      ask('PUT', '/api/v1/device/ssh', { authorizedKeys: [key] }),
      grant({ enabled: false, keys: 0, refused: 'one of them is not a public key' }),
    ]);
    expect(await refusal(answer)).toEqual([422, 'SSH_KEYS_REFUSED']);
  });

  it.each([[['nonsense']], [[`command="x" ${key}`]], [[`${key}\n${key}`]], [Array.from({ length: 17 }, () => key)]])(
    'does not even ask for %j',
    async (authorizedKeys) => {
      expect(await refusal(await ask('PUT', '/api/v1/device/ssh', { authorizedKeys }))).toEqual([
        400,
        'HUB_BAD_REQUEST',
      ]);
      expect(readdirSync(at('requests'))).not.toContain('ssh-keys');
    },
  );
});
