import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { connect as connectPlain } from 'node:net';
import { dirname, join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { makePageCertificate } from '@hub/adapters/system';
import { AuthorityView } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubFixture } from '../spec/hub-fixture';
import { makeOwner, OWNER, signIn } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
const HOSTS = ['cydynni.local', '127.0.0.1'];
let hub: HubFixture;
let authorityFile: string;
let pageFile: string;

beforeAll(async () => {
  authorityFile = services().broker.caFile;
  hub = await HubFixture.prepare(services(), { HUB_HTTPS_PORT: '0', HUB_MQTT_AUTHORITY_FILE: authorityFile });
  pageFile = join(hub.dir, 'page.pem');
  hub.set({ HUB_HTTPS_CERTIFICATE_FILE: pageFile });
  await hub.startHub();
  await makeOwner(services());
});
afterAll(() => hub.stop());

const view = async (): Promise<AuthorityView> =>
  AuthorityView.parse(await (await hub.get('/api/v1/device/authority')).json());
const renew = async (): Promise<void> =>
  writeFileSync(pageFile, await makePageCertificate(dirname(authorityFile), HOSTS));
const port = async (): Promise<number> =>
  waitFor(async () => (await view()).port, { what: 'the page over TLS', timeoutMs: 40_000 });

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}
interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** As a browser that trusts the authority and opened the page by its name. */
async function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const ca = readFileSync(authorityFile);
  const options = { host: '127.0.0.1', port: await port(), path, method, ca, servername: 'cydynni.local' };
  const own = { host: 'cydynni.local', ...(body !== undefined && { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, agent: false, headers: { ...own, ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

describe('the page over TLS', () => {
  it('is not there before the system made a certificate, which is asked for; then it answers', async () => {
    expect((await view()).port).toBeNull();
    // Its sessions lie in the database, which it joins in its own time.
    await waitFor(async () => (await hub.get('/api/v1/whoami')).status === 200, { what: 'the plain page' });
    await waitFor(() => existsSync(join(hub.dir, 'requests/page-certificate')), { what: 'it is asked for' });
    await renew();
    expect((await ask('/api/v1/whoami')).status).toBe(200);
  });

  it('signs in by a cookie of its own, and so does the plain page beside it', async () => {
    const { status, headers } = await ask('/api/v1/session', {
      method: 'POST',
      headers: { origin: 'https://cydynni.local' },
      body: OWNER,
    });
    expect(status).toBe(200);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^__Host-hub_session=[^;]+;/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; HttpOnly; .*SameSite=Strict/i);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await ask('/api/v1/api-keys', { headers: session })).status).toBe(200);
    // What was proved over TLS opens nothing plainly.
    expect((await hub.get('/api/v1/api-keys', session)).status).toBe(401);

    const plain = await signIn(hub.url);
    expect(plain['cookie']).toMatch(/^hub_session=/);
    expect((await hub.get('/api/v1/api-keys', plain)).status).toBe(200);
    expect((await ask('/api/v1/api-keys', { headers: plain })).status).toBe(401);
  });

  it('forces no one to it: no redirect, and no word that browsers keep', async () => {
    const secure = await ask('/');
    const plain = await hub.get('/');
    for (const [status, hsts, policy] of [
      [secure.status, secure.headers['strict-transport-security'], secure.headers['content-security-policy']],
      [plain.status, plain.headers.get('strict-transport-security'), plain.headers.get('content-security-policy')],
    ]) {
      expect(status).not.toBe(301);
      expect(hsts ?? null).toBeNull();
      expect(String(policy)).not.toContain('upgrade-insecure-requests');
    }
  });

  it('refuses what the plain page refuses, and a plain page that sends to it', async () => {
    expect((await ask('/api/v1/feeds', { headers: { host: 'rebind.evil.example' } })).status).toBe(421);
    expect((await ask('/api/v1/feeds', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    const from = (origin: string) =>
      ask('/api/v1/session', { method: 'POST', headers: { origin }, body: { ...OWNER, password: 'not this one' } });
    expect((await from('http://cydynni.local')).status).toBe(403);
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('https://cydynni.local')).status).toBe(401);
  });

  it('shows a newer certificate as soon as it lies there, and keeps the one it has when that cannot be read', async () => {
    const shown = async (): Promise<string> => {
      const socket = await open();
      const { serialNumber } = socket.getPeerCertificate();
      socket.destroy();
      return serialNumber;
    };
    const before = await shown();
    writeFileSync(pageFile, 'torn');
    const nextLook = performance.now() + 12_000;
    await waitFor(() => performance.now() > nextLook, { what: 'it has looked', timeoutMs: 20_000 });
    expect(await shown()).toBe(before);
    await renew();
    const serial = new X509Certificate(readFileSync(pageFile)).serialNumber;
    await waitFor(async () => (await shown()) === serial, { what: 'the new one is shown', timeoutMs: 40_000 });
  });

  it('lives on when what comes is no TLS, and lets one address hold no more connections than it needs', async () => {
    const at = await port();
    const junk = connectPlain(at, '127.0.0.1');
    junk.end('GET / HTTP/1.1\r\nHost: cydynni.local\r\n\r\n');
    await new Promise((resolve) => junk.on('close', resolve).on('error', resolve).resume());

    const held = await Promise.all(Array.from({ length: 64 }, () => open()));
    await expect(open()).rejects.toThrow();
    expect((await hub.get('/api/v1/whoami')).status).toBe(200);
    for (const socket of held) socket.destroy();
    await waitFor(
      () =>
        ask('/api/v1/whoami').then(
          ({ status }) => status === 200,
          () => false,
        ),
      {
        what: 'room again',
        timeoutMs: 20_000,
      },
    );
  });
});

describe('the authority', () => {
  it('is downloaded plainly, by anyone, with the fingerprint that the page shows', async () => {
    const answer = await hub.get('/api/v1/device/authority.pem');
    expect(answer.headers.get('content-type')).toContain('application/x-x509-ca-cert');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=cydynni-authority.pem');
    const pem = await answer.text();
    expect(pem).toBe(readFileSync(authorityFile, 'utf8'));
    expect((await view()).sha256).toBe(new X509Certificate(pem).fingerprint256);
    expect((await view()).sha256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });
});

/** A connection that trusts the authority. */
async function open(): Promise<TLSSocket> {
  const options = {
    host: '127.0.0.1',
    port: await port(),
    ca: readFileSync(authorityFile),
    servername: 'cydynni.local',
  };
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(options, () => resolve(socket));
    socket.on('error', reject).on('close', () => reject(new Error('closed')));
  });
}
