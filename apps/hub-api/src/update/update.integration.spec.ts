import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { ErrorBody, type OfflineBundle, UpdateView, UploadView } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { refusal, send } from '../spec/http';
import { useOwnedHub } from '../spec/owned-suite';

/* hub-api as it is, on real services; the update agent is played by this file. */

const suite = useOwnedHub({ beforeAll, afterAll, afterEach });
const { system } = suite;

const at = (name: string): string => system.at(name);
const uploads = (): string[] => readdirSync(at('upload')).filter((name) => !name.startsWith('.'));
/** What earlier tests left, so that it is not taken for what was just sent. */
const old = new Set<string>();
const laidDown = (): string | undefined => uploads().find((name) => !old.has(name));

const ask = (
  method: 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  headers = suite.owner,
): Promise<Response> => send(suite.hub.url + path, method, body, headers);
const put = (bytes: Uint8Array, headers = suite.owner): Promise<Response> =>
  fetch(`${suite.hub.url}/api/v1/update/bundle`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body: bytes,
  });
const bundle = (bytes: number): Uint8Array => {
  const content = Buffer.alloc(bytes, 7);
  content.write('hsqs');
  return content;
};

/** Plays the agent: says `word` of the next file that is laid down. */
async function judge(word: (file: string) => OfflineBundle): Promise<void> {
  await waitFor(() => laidDown() !== undefined, { what: 'the upload' });
  system.agentSays(word(laidDown() ?? ''));
}

describe('updates by the page', () => {
  beforeEach(() => {
    for (const name of uploads()) old.add(name);
  });

  it('shows what the agent says, and nothing where there is none', async () => {
    expect(await (await suite.hub.get('/api/v1/update')).json()).toEqual({
      available: false,
      status: null,
      offline: null,
      refused: [],
    });
    system.agentSays({
      source: 'usb',
      file: 'a.raucb',
      state: 'offered',
      version: '2.0.0',
      notes: { en: 'e', cy: 'c' },
    });
    const view = z.parse(UpdateView, await (await suite.hub.get('/api/v1/update')).json());
    expect(view).toMatchObject({ available: true, offline: { version: '2.0.0' }, status: { bootedVersion: '1.0.0' } });
  });

  it('asks the agent to begin, for the owner alone and only where there is one', async () => {
    expect(await refusal(await ask('POST', '/api/v1/update/now', undefined, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await refusal(await ask('POST', '/api/v1/update/now'))).toEqual([503, 'UPDATE_AGENT_AWAY']);
    expect(readdirSync(at('requests'))).not.toContain('update-now');
    system.agentSays();
    expect((await ask('POST', '/api/v1/update/now')).status).toBe(202);
    expect(readdirSync(at('requests'))).toContain('update-now');
  });

  it('takes a bundle of any length as it is, and answers with what the agent found in it', async () => {
    system.agentSays();
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
    expect((await ask('DELETE', '/api/v1/update/bundle')).status).toBe(204);
    expect(uploads()).toEqual([]);
  });

  it('throws away what the agent refuses, with its code', async () => {
    system.agentSays();
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
    await ask('DELETE', '/api/v1/update/bundle');
    expect(await refusal(await put(bundle(5000), {}))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await refusal(await ask('DELETE', '/api/v1/update/bundle', undefined, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(uploads()).toEqual([]);
  });

  const raw = (headers: Readonly<Record<string, string>>, sent: Uint8Array, after: 'end' | 'destroy') =>
    new Promise<[number, string] | 'broken'>((resolve, reject) => {
      const query = request(`${suite.hub.url}/api/v1/update/bundle`, {
        method: 'PUT',
        // What is sent does not fit what was promised: the connection is of no use to anyone else.
        agent: false,
        headers: { 'content-type': 'application/octet-stream', ...suite.owner, ...headers },
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
    system.agentSays();
    const first = put(bundle(5000));
    await waitFor(() => laidDown() !== undefined, { what: 'the first upload' });
    expect(await refusal(await put(bundle(5000)))).toEqual([409, 'UPLOAD_RUNNING']);
    await judge((file) => ({ source: 'upload', file, state: 'offered', version: '2.0.0', notes: null }));
    expect((await first).status).toBe(200);
  });
});
