import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPrograms, type FakeHub, POLL_S, until } from '../test/fake-hub';
import { FaultServer, type BundleFault } from '../test/fault-server';
import { UpdateScenario } from '../test/update-scenario';

/* The agent as it is shipped, against a real HTTPS server with faults, with RAUC and systemd as fakes on PATH. */

let scenario: UpdateScenario;
let server: FaultServer;
let hub: FakeHub;
let rebooting: () => boolean;

beforeAll(buildPrograms);
beforeEach(async () => {
  scenario = await UpdateScenario.open();
  ({ server, hub, rebooting } = scenario);
});
afterEach(() => scenario.close());

const phase = (name: string) => scenario.phase(name);
const outcome = (kind: string) => scenario.outcome(kind);
const restart = (dead?: readonly string[]) => scenario.restart(dead);
const finish = () => scenario.finish();

describe('an update', () => {
  it('is streamed, started, confirmed and reported with the version that runs', async () => {
    hub.start();
    await finish();
    expect(hub.installs).toEqual([`${server.url}/bundle-2.0.0`]);
    await until('the report', () => JSON.stringify(server.reports.at(-1)).includes('"bootedVersion":"2.0.0"'));
    const versions = server.reports.map((report) => (report as { bootedVersion: string; phase: string }).bootedVersion);
    expect(versions.indexOf('2.0.0')).toBeGreaterThan(0);
    await until('the status', () => hub.status['idleBecause'] === 'up-to-date');
    expect(hub.status).toMatchObject({ bootedVersion: '2.0.0', slot: 'B', phase: 'idle', outcome: { kind: 'good' } });
  });

  it('says how much of the installation is done', async () => {
    hub.write('slow', '');
    hub.start();
    await until('the page can show it', () => hub.status['installedPercent'] === 46);
    expect(hub.status).toMatchObject({ phase: 'installing', progress: null });
    hub.remove('slow');
    await finish();
    expect(hub.status['installedPercent']).toBeNull();
  });

  it('remembers that the server answered before, however long the installation took', async () => {
    hub.write('load.json', '{"running":true}');
    hub.write('slow', '');
    hub.start();
    await until('RAUC at work', () => hub.has('installing'));
    const began = performance.now();
    await until('three polls were missed', () => performance.now() - began > 3 * POLL_S * 1000);
    hub.remove('slow');
    await until('ready', phase('pending-reboot'));
    expect(hub.state.state).toMatchObject({ before: { serverReachable: true } });
  });

  it('waits while a controlled load runs, and starts when it ends', async () => {
    hub.write('load.json', '{"running":true}');
    hub.start();
    await until('ready', phase('pending-reboot'));
    const asked = server.targetRequests;
    await until('two more polls', () => server.targetRequests >= asked + 2);
    expect(rebooting()).toBe(false);
    hub.write('load.json', '{"running":false}');
    await until('the restart', rebooting);
  });

  it('is taken back by the team while it waits', async () => {
    hub.write('load.json', '{"running":true}');
    hub.start();
    await until('ready', phase('pending-reboot'));
    server.target = { ...server.target, hold: true };
    await until('settled', outcome('rolled-back'));
    expect(hub.state.outcome).toMatchObject({ reason: 'withdrawn' });
    expect(hub.state.refused).toEqual([]);
    await hub.stop();
    expect(hub.powerOn()).toBe('A');
  });

  it('that does not start is refused from then on, and the other versions are not', async () => {
    hub.start();
    await until('the restart', rebooting);
    await restart(['2.0.0']);
    await until('settled', outcome('rolled-back'));
    expect(hub.state).toMatchObject({ outcome: { reason: 'did-not-start' }, refused: [{ version: '2.0.0' }] });
    await until('polled again', () => hub.status['idleBecause'] === 'refused-before');
    expect(hub.installs).toHaveLength(1);
    expect(hub.status['bootedVersion']).toBe('1.0.0');
    server.offer('2.0.1');
    hub.write('offered-version', '2.0.1');
    await until('the fix', () => hub.installs.length === 2);
  });

  it('that the health gate finds ill is left at once', async () => {
    hub.start();
    await until('the restart', rebooting);
    await restart();
    await until('the trial', phase('verifying'));
    hub.judge('page-silent');
    await until('leaving', rebooting);
    await restart();
    await until('settled', outcome('rolled-back'));
    expect(hub.running).toBe('1.0.0');
    expect(hub.state.outcome).toMatchObject({ reason: 'health:page-silent' });
  });

  it('without a word of the health gate is left', async () => {
    hub.start();
    await until('the restart', rebooting);
    await hub.stop();
    hub.powerOn();
    hub.start({ HUB_OTA_VERDICT_S: '0.5' });
    await until('leaving', rebooting);
    await restart();
    await until('settled', () => hub.state.outcome?.reason === 'health:no-verdict');
    expect(hub.running).toBe('1.0.0');
  });
});

describe('with streaming broken', () => {
  beforeEach(() => hub.write('stream-fails', 'failed to setup NBD stream'));

  it.each<[BundleFault, number]>([
    ['none', Infinity],
    ['500', 3],
    ['hang', 1],
    ['close-midway', 4],
    ['truncate', 1],
    ['cut-unsaid', 2],
    ['ignore-range', Infinity],
  ])('the download gets through: %s', async (fault, times) => {
    server.bundleFault = fault;
    server.faultsLeft = times;
    hub.start();
    await finish();
    expect(hub.installs.at(-1)).toContain('.raucb');
    expect(hub.installs.at(-1)).not.toContain('https:');
    if (fault === 'close-midway') expect(server.ranges).toContain('bytes=50000-');
    expect(hub.has('ota/bundles')).toBe(false);
  });

  it('says how much of the download has come', async () => {
    server.bundleFault = 'close-midway';
    server.faultsLeft = 1_000_000;
    hub.start();
    const doneBytes = (): number => (hub.status['progress'] as { doneBytes: number } | null)?.doneBytes ?? 0;
    await until('the page can show it', () => doneBytes() > 0);
    server.bundleFault = 'none';
    await finish();
    expect(hub.status['progress']).toBeNull();
  });

  it.each<[BundleFault, string]>([
    ['404', 'http-404'],
    ['500', 'network'],
    ['flip', 'hash-mismatch'],
    ['html', 'network'],
    ['truncate', 'network'],
    ['cut-unsaid', 'network'],
    ['too-long', 'too-long'],
  ])('%s is given up with its reason, nothing is installed, and the pause holds', async (fault, reason) => {
    server.bundleFault = fault;
    hub.start();
    await until('given up', outcome('failed'));
    expect(hub.state.outcome?.reason).toBe(reason);
    await until('polled again', () => hub.status['idleBecause'] === 'backing-off');
    expect(hub.installs).toHaveLength(1);
    expect(hub.powerOn()).toBe('A');
  });

  it('a full card is said so', async () => {
    const card = join(hub.dir, 'ota');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', card]);
    try {
      hub.start();
      await until('given up', outcome('failed'));
      expect(hub.state.outcome?.reason).toBe('no-space');
      expect(hub.installs).toHaveLength(1);
      await hub.stop();
    } finally {
      execFileSync('umount', [card]);
    }
  });

  it('a bundle that RAUC will not have although its hash is right is refused', async () => {
    hub.write('install-fails', 'signature verification failed: Verify error: unable to get local issuer certificate');
    hub.start();
    await until('refused', () => hub.state.refused.length === 1);
    expect(hub.installs).toHaveLength(2);
  });
});

it('a server that never answers for the bundle is not given to RAUC, which would wait for ever', async () => {
  server.bundleFault = 'hang';
  hub.start();
  await until('given up', outcome('failed'));
  expect(hub.state.outcome?.reason).toBe('network');
  expect(hub.installs).toEqual([]);
});

it('an installation that hangs is ended, and RAUC restarts for the next one', async () => {
  hub.write('slow', '');
  hub.start({ HUB_OTA_INSTALL_S: '5' });
  await until('RAUC is restarted', () => hub.read('restarted') === 'rauc.service');
  hub.remove('slow');
  await finish();
});

describe('a server that makes no sense', () => {
  it.each(['500', 'html', 'hang'] as const)(
    '%s: nothing happens, and when it is well again the update goes on',
    async (fault) => {
      server.targetFault = fault;
      hub.start();
      const asked = server.targetRequests;
      await until('two polls', () => server.targetRequests >= asked + 2);
      expect(hub.installs).toEqual([]);
      expect(readdirSync(join(hub.dir, 'ota'))).toEqual([]);
      server.targetFault = 'none';
      await until('the restart', rebooting);
    },
  );

  it('with a certificate of someone else is not listened to', async () => {
    const other = mkdtempSync(join(scenario.dir, 'other-'));
    const stranger = new FaultServer(other);
    hub.start({ HUB_OTA_CA_FILE: stranger.ca });
    await until('the check', () => hub.status['idleBecause'] === 'no-answer');
    expect(server.targetRequests).toBe(0);
  });

  it('has its certificate judged by the clock of each question', async () => {
    server.target = { format: 1, release: null };
    hub.start();
    await until('three polls', () => server.targetRequests >= 3);
    expect(server.handshakes.all).toBeGreaterThanOrEqual(3);
    expect(server.handshakes.resumed).toBe(0);
  });

  it('SIGHUP asks at once', async () => {
    server.target = { format: 1, release: null };
    hub.start({ HUB_OTA_POLL_S: '3600' });
    await until('started', () => hub.status['phase'] === 'idle');
    hub.wake();
    await until('the first look is over', () => hub.status['idleBecause'] === 'nothing-targeted');
    // By itself it would ask again in an hour.
    const asked = server.targetRequests;
    hub.wake();
    await until('another answer', () => server.targetRequests > asked);
  });
});
