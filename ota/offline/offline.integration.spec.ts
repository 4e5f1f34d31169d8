import { OfflineState, type OfflineBundle, type OfflineRefusal } from '@hub/contracts';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPrograms, FakeHub, until } from '../test/fake-hub';
import { FaultServer } from '../test/fault-server';
import { makeAuthority, makeBundle, raucConfig } from '../test/real-bundle';

/* The agent as it is shipped, with bundles made, signed and judged by the real RAUC; only installing is a fake. */

let bundles: string;
let dir: string;
let hub: FakeHub;
let server: FaultServer;
const notes = { en: 'Quicker.\nQuieter.', cy: 'Cyflymach.\nTawelach i’r tŷ.' };
const bundle = (name: string): string => join(bundles, name);

beforeAll(() => {
  buildPrograms();
  bundles = mkdtempSync(join(tmpdir(), 'offline-bundles-'));
  const keys = makeAuthority(bundle('keys'));
  makeBundle(bundle('good'), { keys, notes, minimumVersion: '1.0.0' });
  makeBundle(bundle('newer'), { keys, version: '2.1.0' });
  makeBundle(bundle('running'), { keys, version: '1.0.0' });
  makeBundle(bundle('old'), { keys, version: '0.4.0' });
  makeBundle(bundle('step'), { keys, minimumVersion: '1.5.0' });
  makeBundle(bundle('kettle'), { keys, compatible: 'kettle' });
  makeBundle(bundle('plain'), { keys, format: 'plain' });
  makeBundle(bundle('stranger'), { keys: makeAuthority(bundle('other-keys')) });
  const good = readFileSync(bundle('good'));
  const signature = Number(good.readBigUInt64BE(good.length - 8));
  const change = (name: string, at: number): void => {
    const copy = Buffer.from(good);
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    writeFileSync(bundle(name), copy);
  };
  change('flipped-content', 300_000);
  change('flipped-tree', good.length - 8 - signature - 100);
  change('flipped-signature', good.length - 8 - 20);
  writeFileSync(bundle('truncated'), good.subarray(0, 400_000));
  writeFileSync(bundle('html'), '<html>Sign in to Wi-Fi</html>'.repeat(1000));
  writeFileSync(bundle('empty'), '');
});
afterAll(() => rmSync(bundles, { recursive: true }));

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'offline-'));
  server = new FaultServer(dir);
  await server.listen();
  server.target = { format: 1, release: null };
  hub = new FakeHub(join(dir, 'hub'), {
    HUB_OTA_TARGET_URL: `${server.url}/target`,
    HUB_OTA_CA_FILE: server.ca,
    HUB_OTA_FLOOR_VERSION: '0.5.0',
  });
  for (const folder of ['ota', 'uploads', 'sticks/sda1']) mkdirSync(join(hub.dir, folder), { recursive: true });
  hub.write('system.conf', raucConfig(bundle('keys')));
  hub.write('offered-version', '2.0.0');
  hub.write('load.json', '{"running":false}');
});
afterEach(async () => {
  await hub.stop();
  await server.close();
  rmSync(dir, { recursive: true });
});

/** As hub-api and the stick's unit leave it: a whole file under its name, then a change in the watched folder. */
function upload(name: string): void {
  copyFileSync(bundle(name), join(hub.dir, 'uploads', '.part'));
  execFileSync('mv', [join(hub.dir, 'uploads', '.part'), join(hub.dir, 'uploads', 'page.raucb')]);
}
function plugIn(name: string): void {
  copyFileSync(bundle(name), join(hub.dir, 'sticks/sda1', `${name}.raucb`));
  hub.write('sticks/changed', String(Math.random()));
}

function found(): readonly OfflineBundle[] {
  return OfflineState.parse(JSON.parse(hub.read('offline.json') || '{"format":1,"bundles":[]}')).bundles;
}
const offered = (): boolean => found().some(({ state }) => state === 'offered');
const rebooting = (): boolean => hub.has('rebooting');
const phase = (name: string) => (): boolean => hub.state.state.phase === name;
const outcome = (kind: string) => (): boolean => hub.state.outcome?.kind === kind;

async function finish(version = '2.0.0'): Promise<void> {
  await until('the restart', rebooting);
  await hub.stop();
  hub.powerOn();
  hub.start();
  await until('the trial', phase('verifying'));
  hub.judge(null);
  await until('good', outcome('good'));
  expect(hub.running).toBe(version);
}

/** As if the kill had come just after the update was begun. */
function backToDownloading(): void {
  const state = JSON.parse(hub.read('ota/state.json')) as { state: { phase: string; source?: string } };
  state.state.phase = 'downloading';
  delete state.state.source;
  hub.write('ota/state.json', JSON.stringify(state));
}

/** The agent is stopped after it took the stick's offer, with nothing of the bundle on the card yet. */
async function stopBeforeTheCopy(): Promise<void> {
  hub.write('slow', '');
  hub.start();
  plugIn('good');
  await until('the offer', offered);
  hub.wake();
  await until('RAUC at work', () => hub.has('installing'));
  await hub.stop();
  backToDownloading();
  hub.remove('ota/bundles');
  hub.remove('slow');
}

describe('a bundle sent by the page', () => {
  it('is looked at, offered with its notes, and installed when someone says so', async () => {
    hub.start();
    upload('good');
    await until('the offer', offered);
    expect(found()).toEqual([{ source: 'upload', file: 'page.raucb', state: 'offered', version: '2.0.0', notes }]);
    const asked = server.targetRequests;
    await until('two polls, which do not touch it', () => server.targetRequests >= asked + 2);
    expect(hub.installs).toEqual([]);
    hub.wake();
    await finish();
    expect(hub.installs).toHaveLength(1);
    expect(hub.installs[0]).toContain(join('ota', 'bundles'));
    expect(readdirSync(join(hub.dir, 'uploads'))).toEqual([]);
    expect(hub.has('ota/bundles')).toBe(false);
  });

  it('shows its notes while it is under way, and is not taken back by what the team wants', async () => {
    hub.write('load.json', '{"running":true}');
    hub.start();
    upload('good');
    await until('the offer', offered);
    server.offer('3.0.0');
    server.target = { ...server.target, hold: true };
    hub.wake();
    await until('ready', phase('pending-reboot'));
    expect(hub.status['release']).toEqual({ version: '2.0.0', notes });
    hub.write('load.json', '{"running":false}');
    await finish();
  });

  it.each(['downloading', 'installing', 'pending-reboot'])('goes on after a kill in %s', async (at) => {
    if (at !== 'pending-reboot') hub.write('slow', '');
    else hub.write('load.json', '{"running":true}');
    hub.start();
    upload('good');
    await until('the offer', offered);
    hub.wake();
    await until('under way', at === 'pending-reboot' ? phase(at) : () => hub.has('installing'));
    await hub.stop();
    if (at === 'downloading') {
      backToDownloading();
      const [name = ''] = readdirSync(join(hub.dir, 'ota/bundles'));
      const path = join(hub.dir, 'ota/bundles', name);
      execFileSync('mv', [path, path.replace('.raucb', '.part')]);
    }
    hub.remove('slow');
    hub.write('load.json', '{"running":false}');
    hub.start();
    await finish();
  });
});

describe('a bundle on a stick', () => {
  it('is copied to the card, so that the stick may be pulled out while it is installed', async () => {
    hub.write('slow', '');
    hub.start();
    plugIn('good');
    await until('the offer', offered);
    expect(found()).toMatchObject([{ source: 'usb', file: 'good.raucb' }]);
    hub.wake();
    await until('RAUC at work', () => hub.has('installing'));
    hub.remove('sticks/sda1');
    hub.write('sticks/changed', 'pulled');
    await until('no offer', () => found().length === 0);
    hub.remove('slow');
    await finish();
  });

  it('pulled out before it was copied is said so; nothing is changed, and it can be plugged in again', async () => {
    await stopBeforeTheCopy();
    hub.remove('sticks/sda1/good.raucb');
    hub.start();
    await until('given up', outcome('failed'));
    expect(hub.state.outcome).toMatchObject({ reason: 'source-gone' });
    expect(hub.installs).toHaveLength(1);
    plugIn('good');
    await until('the second offer', offered);
    hub.wake();
    await finish();
  });

  it('that changed since it was looked at is not installed', async () => {
    await stopBeforeTheCopy();
    copyFileSync(bundle('flipped-content'), join(hub.dir, 'sticks/sda1/good.raucb'));
    hub.start();
    await until('given up', outcome('failed'));
    expect(hub.state.outcome).toMatchObject({ reason: 'hash-mismatch' });
    expect(hub.installs).toHaveLength(1);
  });

  it('is the newest of what lies there', async () => {
    hub.write('offered-version', '2.1.0');
    hub.start();
    plugIn('good');
    plugIn('newer');
    plugIn('html');
    await until('looked at all', () => found().length === 3 && found().every(({ state }) => state !== 'checking'));
    hub.wake();
    await finish('2.1.0');
  });

  it('does not fit on a full card, and that is said', async () => {
    const card = join(hub.dir, 'ota');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', card]);
    try {
      hub.start();
      plugIn('good');
      await until('the offer', offered);
      hub.wake();
      await until('given up', outcome('failed'));
      expect(hub.state.outcome).toMatchObject({ reason: 'no-space' });
      expect(hub.installs).toEqual([]);
      await hub.stop();
    } finally {
      execFileSync('umount', [card]);
    }
  });

  it('that does not start is refused from then on', async () => {
    hub.start();
    plugIn('good');
    await until('the offer', offered);
    hub.wake();
    await until('the restart', rebooting);
    await hub.stop();
    hub.powerOn(['2.0.0']);
    hub.start();
    await until('refused', () => found().some(({ state }) => state === 'refused'));
    expect(found()).toMatchObject([{ code: 'ROLLED_BACK_BEFORE', version: '2.0.0' }]);
    expect(hub.running).toBe('1.0.0');
  });

  it('is not followed through a link', async () => {
    hub.start();
    execFileSync('ln', ['-s', bundle('good'), join(hub.dir, 'sticks/sda1/link.raucb')]);
    plugIn('newer');
    await until('the offer', offered);
    expect(found().map(({ file }) => file)).toEqual(['newer.raucb']);
  });
});

describe('a wrong file', () => {
  it.each<[string, OfflineRefusal]>([
    ['html', 'NOT_A_BUNDLE'],
    ['empty', 'NOT_A_BUNDLE'],
    ['truncated', 'DAMAGED'],
    ['flipped-content', 'DAMAGED'],
    ['flipped-tree', 'DAMAGED'],
    ['flipped-signature', 'DAMAGED'],
    ['stranger', 'WRONG_SIGNATURE'],
    ['plain', 'PLAIN_FORMAT'],
    ['kettle', 'OTHER_MACHINE'],
    ['running', 'ALREADY_RUNNING'],
    ['old', 'OLDER_THAN_MINIMUM'],
    ['step', 'STEP_TOO_LARGE'],
  ])('%s is refused as %s, by both roads, and changes nothing', async (name, code) => {
    hub.start();
    plugIn(name);
    await until('refused on the stick', () => found().some(({ state }) => state === 'refused'));
    expect(found()).toMatchObject([{ source: 'usb', state: 'refused', code }]);
    hub.remove('sticks/sda1');
    upload(name);
    await until('refused as upload', () =>
      found().some(({ source, state }) => source === 'upload' && state === 'refused'),
    );
    expect(found()).toMatchObject([{ source: 'upload', state: 'refused', code }]);
    const asked = server.targetRequests;
    hub.wake();
    await until('the check that was asked for', () => server.targetRequests > asked);
    expect(hub.installs).toEqual([]);
    expect(readdirSync(join(hub.dir, 'ota'))).toEqual([]);
    expect(hub.powerOn()).toBe('A');
  });
});
