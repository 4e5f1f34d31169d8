import { openBroker } from '@hub/adapters/mqtt';
import { hubStateTopic, hubTargetTopic, UpdateStatus } from '@hub/contracts';
import { startMosquitto } from '../test/mosquitto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildPrograms, FakeHub, until } from '../test/fake-hub';

/* The agent of a hub that belongs to a household: its server knows it by its certificate alone. */

const HUB = 'h-0a1b2c3d';
let dir: string;
let hub: FakeHub;
let server: Server;
let seen: string[];
let reports: { bootedVersion: string; phase: string }[];
let wanted: object;

function certificate(name: string, commonName: string): void {
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2'];
  const files = ['-keyout', join(dir, `${name}.key`), '-out', join(dir, `${name}.pem`)];
  execFileSync(
    'openssl',
    [...made, '-subj', `/CN=${commonName}`, '-addext', 'subjectAltName=DNS:localhost', ...files],
    {
      stdio: 'ignore',
    },
  );
}
interface PeerSocket {
  getPeerCertificate(): { subject?: { CN?: string } };
}
const pem = (name: string): string => readFileSync(join(dir, name), 'utf8');

beforeAll(buildPrograms);
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linked-'));
  certificate('server', 'localhost');
  certificate('hub', HUB);
  seen = [];
  reports = [];
  wanted = target;
  const tls = { key: pem('server.key'), cert: pem('server.pem'), requestCert: true, rejectUnauthorized: false };
  server = createServer(tls, (query, answer) => {
    const { subject } = (query.socket as unknown as PeerSocket).getPeerCertificate();
    seen.push(`${query.method ?? ''} ${query.url ?? ''} ${subject?.CN ?? 'without a certificate'}`);
    if (subject?.CN !== HUB) {
      answer.writeHead(401).end();
      return;
    }
    let text = '';
    query.on('data', (chunk: Buffer) => (text += chunk.toString()));
    query.on('end', () => {
      if (query.method === 'POST') reports.push(JSON.parse(text) as (typeof reports)[number]);
      answer.end(JSON.stringify(wanted));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  hub = new FakeHub(join(dir, 'hub'), { HUB_OTA_LINK_DIR: join(dir, 'link'), HUB_OTA_KEY_FILE: join(dir, 'hub.key') });
  hub.write('offered-version', '2.0.0');
  hub.write('load.json', '{"running":false}');
});
afterEach(async () => {
  await hub.stop();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(dir, { recursive: true });
});

const url = (): string => {
  const address = server.address();
  return `https://localhost:${typeof address === 'object' && address ? address.port : 0}`;
};
const target = {
  format: 1,
  release: {
    format: 1,
    version: '2.0.0',
    compatible: 'cydynni-hub-arm64',
    minimumVersion: '0.0.0',
    releasedAt: 1,
    bundle: { url: '/api/v1/releases/2.0.0/bundle', bytes: 1000, sha256: 'ab'.repeat(32) },
    notes: { en: 'Better', cy: 'Gwell' },
  },
};

/** As hub-api writes it: `link.json` last. */
function link(mqttUrl: string | null = null): void {
  mkdirSync(join(dir, 'link'));
  writeFileSync(join(dir, 'link/certificate.pem'), pem('hub.pem'));
  writeFileSync(join(dir, 'link/server-ca.pem'), pem('server.pem'));
  const club = { key: 'bethesda', name: 'Bethesda' };
  writeFileSync(
    join(dir, 'link/link.json'),
    JSON.stringify({ format: 1, hubId: HUB, serverUrl: url(), mqttUrl, household: 'Tŷ Ni', club, linkedAt: 1 }),
  );
}

it('asks no one while the hub is not linked, and its server as soon as it is', async () => {
  hub.start();
  await until('a check', () => hub.status['idleBecause'] === 'no-answer');
  expect(seen).toEqual([]);
  link();
  await until('the restart', () => hub.has('rebooting'));
  expect(hub.installs).toEqual([`${url()}/api/v1/releases/2.0.0/bundle`]);
  await until('a report', () => reports.length > 0);
  expect(new Set(seen)).toEqual(
    new Set([
      'GET /api/v1/releases/2.0.0/bundle without a certificate',
      `GET /api/v1/hubs/self/target ${HUB}`,
      `POST /api/v1/hubs/self/state ${HUB}`,
    ]),
  );
  expect(reports[0]).toMatchObject({ bootedVersion: '1.0.0' });
});

it('lets RAUC trust the server’s own authority', async () => {
  link();
  hub.start();
  await until('the restart', () => hub.has('rebooting'));
  expect(readFileSync(join(hub.dir, 'update-server-ca.pem'), 'utf8')).toBe(pem('server.pem'));
});

it('does not listen to a server with another certificate', async () => {
  link();
  certificate('stranger', 'localhost');
  writeFileSync(join(dir, 'link/server-ca.pem'), pem('stranger.pem'));
  hub.start();
  await until('two checks', () => hub.status['idleBecause'] === 'no-answer');
  expect(seen).toEqual([]);
  expect(hub.installs).toEqual([]);
});

it('goes on asking with a certificate that is no longer taken, and installs nothing', async () => {
  link();
  certificate('other', 'h-zzzzzzzz');
  writeFileSync(join(dir, 'link/certificate.pem'), pem('other.pem'));
  hub.start({ HUB_OTA_KEY_FILE: join(dir, 'other.key') });
  await until('two checks', () => seen.filter((line) => line.startsWith('GET')).length >= 2);
  expect(hub.installs).toEqual([]);
});

it('tells its server by the broker how it stands, and over HTTPS while the broker is away', async () => {
  const broker = await startMosquitto(dir, [
    `certfile ${join(dir, 'server.pem')}`,
    `keyfile ${join(dir, 'server.key')}`,
    `cafile ${join(dir, 'hub.pem')}`,
    'require_certificate true',
    'use_identity_as_username true',
  ]);
  const brokerUrl = `mqtts://localhost:${broker.port}`;
  const caFile = join(dir, 'server.pem');
  const client = { certFile: join(dir, 'hub.pem'), keyFile: join(dir, 'hub.key') };
  const team = openBroker({ url: brokerUrl, clientId: 'team', caFile, client });
  try {
    const heard: string[] = [];
    const hears = ({ payload }: { payload: Buffer }) =>
      heard.push(UpdateStatus.parse(JSON.parse(payload.toString('utf8'))).phase);
    await team.subscribe(hubStateTopic(HUB), hears).granted;
    wanted = { format: 1, release: null };
    await team.publish(hubTargetTopic(HUB), '{}', { retain: true });
    link(brokerUrl);
    hub.start({ HUB_OTA_POLL_S: '3600' });
    // The message made it look, so the connection is there.
    await until('its status at the broker', () => heard.length > 0);
    wanted = target;
    await team.publish(hubTargetTopic(HUB), '{}', { retain: true });
    await until('the restart', () => hub.has('rebooting'));
    await until('that it waits', () => heard.includes('pending-reboot'));
    expect(heard).toContain('installing');
    expect(reports.map(({ phase }) => phase)).not.toContain('installing');
    await hub.stop();
    await broker.stop();
    hub.powerOn();
    hub.start({ HUB_OTA_POLL_S: '3600' });
    await until('a report over HTTPS', () => reports.some(({ phase }) => phase === 'verifying'));
  } finally {
    await team.close();
    await broker.stop();
  }
});
