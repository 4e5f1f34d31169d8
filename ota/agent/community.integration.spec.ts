import { useServices } from '@hub/testing';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Community } from '../test/community';
import { buildPrograms, FakeHub, until } from '../test/fake-hub';

/* The agent as it is shipped against the community server as it is shipped: certificates, retained target, rollout. */

const HUB = 'h-0a1b2c3d';
const services = useServices({ beforeAll, afterAll });
let dir: string;
let club: Community;
let hub: FakeHub;
beforeAll(async () => {
  buildPrograms();
  dir = mkdtempSync(join(tmpdir(), 'agent-club-'));
  club = await Community.start(join(dir, 'club'), services());
  const [linkDir, keyFile] = [join(dir, 'link'), join(dir, 'hub.key')];
  await club.link(HUB, linkDir, keyFile);
  // It would poll in an hour: what comes sooner came by the broker.
  const settings = {
    HUB_OTA_LINK_DIR: linkDir,
    HUB_OTA_KEY_FILE: keyFile,
    HUB_OTA_POLL_S: '3600',
    HUB_OTA_SILENCE_S: '30',
  };
  hub = new FakeHub(join(dir, 'hub'), settings);
  mkdirSync(join(hub.dir, 'ota'));
  hub.write('load.json', '{"running":false}');
}, 180_000);
afterAll(async () => {
  await hub.stop();
  await club.stop();
  rmSync(dir, { recursive: true });
});

function release(version: string): string {
  const folder = join(dir, version);
  const bundle = Buffer.from(`bundle of ${version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'hub.raucb'), bundle);
  const sha256 = createHash('sha256').update(bundle).digest('hex');
  const about = { format: 1, version, compatible: 'cydynni-hub-arm64', minimumVersion: '0.0.0', releasedAt: 1 };
  const rest = { bundle: { url: 'hub.raucb', bytes: bundle.length, sha256 }, notes: { en: 'Better', cy: 'Gwell' } };
  writeFileSync(join(folder, 'release.json'), JSON.stringify({ ...about, ...rest }));
  hub.write('offered-version', version);
  return folder;
}

/** `./hub rollout show` says this, sooner or later. */
async function shows(id: number, text: string): Promise<void> {
  for (let said = ''; !said.includes(text);) said = await club.rollout('show', String(id));
}

async function restart(): Promise<void> {
  await until('the restart', () => hub.has('rebooting'));
  await hub.stop();
  hub.powerOn();
  hub.start();
}

it('a rollout reaches the hub at once, and ends when the hub has proved itself', async () => {
  hub.start();
  await until('a first look', () => hub.status['idleBecause'] === 'nothing-targeted');
  await club.rollout('publish', release('2.0.0'));
  await club.rollout('create', '2.0.0', '--waves', '100%', '--soak', '0');
  await restart();
  expect(hub.installs).toEqual([`${club.url}/api/v1/releases/2.0.0/bundle`]);
  await shows(1, 'running');
  hub.judge(null);
  await until('good', () => hub.state.outcome?.kind === 'good');
  await shows(1, 'is finished');
  expect(await club.rollout('hubs')).toMatch(/h-0a1b2c3d +2\.0\.0 +2\.0\.0/);
}, 180_000);

it('a version that rolls back pauses its rollout, with what the hub said', async () => {
  await club.rollout('publish', release('3.0.0'));
  await club.rollout('create', '3.0.0', '--waves', '1,100%', '--soak', '0');
  await restart();
  await until('the trial', () => hub.state.state.phase === 'verifying');
  hub.judge('page');
  await restart();
  await until('settled', () => hub.state.outcome?.kind === 'rolled-back');
  expect(hub.running).toBe('2.0.0');
  await shows(2, 'is paused: wave 1: 1 of 1 failed');
  await shows(2, 'health:page');
}, 180_000);

it('a stream that breaks is fetched from the server instead, whole and checked', async () => {
  await club.rollout('abort', '2');
  await club.rollout('publish', release('3.0.1'));
  hub.write('stream-fails', 'nbd: stream broken');
  await club.rollout('create', '3.0.1', '--waves', '100%', '--soak', '0');
  await restart();
  expect(hub.installs.at(-1)).toMatch(/\/bundles\/[0-9a-f]{64}\.raucb$/);
  hub.judge(null);
  await shows(3, 'is finished');
}, 180_000);
