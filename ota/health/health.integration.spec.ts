import { isBootable, primarySlot, setPrimary } from '@hub/domain/update';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeState, readState } from '../boot-state/sectors';
import { buildPrograms, FakeHub } from '../test/fake-hub';

/* The health gate as it is shipped, beside a page it watches, with the real boot state and a fake systemd. */

let dir: string;
let hub: FakeHub;
let page: Server;
let version = '2.0.0';
let status = 'ok';

beforeAll(buildPrograms);
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gate-'));
  hub = new FakeHub(dir, {});
  mkdirSync(join(dir, 'ota'));
  [version, status] = ['2.0.0', 'ok'];
  page = createServer((query, answer) => {
    const check = { status };
    const checks = { database: check, redis: check, broker: check, feeds: check, inputs: check };
    const ingest = { accepted: 0, stored: 0, rejected: {}, buffered: { points: 0, limit: 1, dropped: 0 } };
    answer.end(
      query.url === '/'
        ? '<!doctype html><html></html>'
        : JSON.stringify({ status, version, uptimeS: 1, checks, ingest }),
    );
  });
  await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  page.closeAllConnections();
  await new Promise((done) => page.close(done));
  rmSync(dir, { recursive: true });
});

/** Version 2.0.0 was installed into B and has just started. */
function putOnTrial(before = { serverReachable: false, apiDegraded: false, failedUnits: [] as string[] }): void {
  hub.write('version-B', '2.0.0');
  changeState(hub.address, (state) => setPrimary(state, 'B'));
  const release = {
    version: '2.0.0',
    compatible: 'h',
    bundleUrl: 'https://x/',
    bundleBytes: 1,
    sha256: 'a'.repeat(64),
    minimumVersion: '1.0.0',
  };
  const origin = { version: '1.0.0', slot: 'A', bootId: 'boot-1' };
  const state = { phase: 'pending-reboot', release, origin, urgent: false, readyAt: 1, before };
  hub.write('ota/state.json', JSON.stringify({ format: 1, state, refused: [] }));
  expect(hub.powerOn()).toBe('B');
}

function gate(): Promise<number | null> {
  const address = page.address();
  const child = spawn(process.execPath, [resolve('dist/ota/health.mjs')], {
    env: {
      PATH: `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}`,
      FAKE_HUB: dir,
      HUB_OTA_DIR: join(dir, 'ota'),
      HUB_OTA_RELEASE_FILE: join(dir, 'release'),
      HUB_OTA_CMDLINE_FILE: join(dir, 'cmdline'),
      HUB_OTA_BOOT_ID_FILE: join(dir, 'boot-id'),
      HUB_OTA_BOOT_STATE: join(dir, 'boot-state'),
      HUB_OTA_HUB_URL: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
      HUB_OTA_ANSWER_S: '1',
      HUB_GATE_HEALTHY_S: '0.5',
      HUB_GATE_CONFIRM_S: '0.2',
      HUB_GATE_GIVE_UP_S: '1.5',
      HUB_GATE_LOOK_S: '0.1',
    },
    stdio: 'ignore',
  });
  return new Promise((done) => child.on('exit', done));
}

const verdict = (): unknown => JSON.parse(hub.read('ota/verdict.json') || 'null');
const bootState = () => readState(hub.address).state;

describe('a version on trial', () => {
  it('that is healthy is marked good', async () => {
    putOnTrial();
    expect(await gate()).toBe(0);
    expect(bootState()).toMatchObject({ good: 'B', attemptsLeft: { B: 3 } });
    expect(verdict()).toMatchObject({ version: '2.0.0', fault: null });
    expect(hub.has('rebooting')).toBe(false);
  });

  it.each<[string, () => unknown]>([
    ['page-other-version', () => (version = '1.0.0')],
    ['api-down', () => (status = 'down')],
    ['api-degraded', () => (status = 'degraded')],
    ['unit-failed', () => hub.write('failed-units', 'hub-api.service loaded failed failed Hub\n')],
    ['page-silent', () => page.close()],
    ['clock-behind', () => hub.write('release', 'VERSION=2.0.0\nBUILD_TIME=99999999999')],
  ])('with %s is marked bad and left', async (fault, break_) => {
    putOnTrial();
    break_();
    await gate();
    expect(verdict()).toMatchObject({ version: '2.0.0', fault });
    expect(isBootable(bootState(), 'B')).toBe(false);
    expect(primarySlot(bootState())).toBe('A');
    expect(hub.has('rebooting')).toBe(true);
  });

  it('is left when the server was reachable before and is not now', async () => {
    putOnTrial({ serverReachable: true, apiDegraded: false, failedUnits: [] });
    await gate();
    expect(verdict()).toMatchObject({ fault: 'server-lost' });
  });

  it('is not blamed for what was so before', async () => {
    putOnTrial({ serverReachable: false, apiDegraded: true, failedUnits: ['old.service'] });
    status = 'degraded';
    hub.write('failed-units', 'old.service loaded failed failed Old\n');
    await gate();
    expect(verdict()).toMatchObject({ fault: null });
  });
});

describe('a confirmed version', () => {
  it('gets its attempts back, and a switch to the other slot stays', async () => {
    hub.write('version-B', '2.0.0');
    changeState(hub.address, (state) => setPrimary(state, 'B'));
    version = '1.0.0';
    await gate();
    expect(bootState()).toMatchObject({ order: ['B', 'A'], attemptsLeft: { A: 3 }, good: 'A' });
    expect(verdict()).toBeNull();
  });
});
