import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@hub/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = 'dist/apps/stack/main.mjs';
const STARTED = /The hub runs:\n {2}(\S+)/;

let state: string;
let up: Up | undefined;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'hub-up-'));
});
afterEach(async () => {
  if (up?.child.exitCode === null) up.child.kill('SIGKILL');
  await gone();
  rmSync(state, { recursive: true });
});

class Up {
  output = '';
  readonly ended: Promise<unknown[]>;

  constructor(readonly child: ChildProcess) {
    this.ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.output += String(text)));
  }

  async address(): Promise<string> {
    return waitFor(() => STARTED.exec(this.output)?.[1], { what: 'the hub runs', timeoutMs: 60_000 });
  }
}

const start = (...options: string[]): Up =>
  new Up(spawn(process.execPath, [MAIN, '--state', state, ...options], { stdio: ['ignore', 'pipe', 'pipe'] }));

/** Command lines of all processes that have this test's folder there or among their settings. */
function processes(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProc(pid, 'cmdline').includes(state) || readProc(pid, 'environ').includes(state))
    .map((pid) => readProc(pid, 'cmdline').replaceAll('\0', ' '));
}

function readProc(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

async function gone(): Promise<void> {
  const end = waitFor(() => processes().length === 0, { what: 'all have ended', timeoutMs: 20_000 });
  await end.catch((cause: unknown) => {
    throw new Error(`still there: ${processes().join('\n')}`, { cause });
  });
}

const pidOf = (name: string): number => Number(readFileSync(join(state, 'run', `${name}.pid`), 'utf8').split(' ')[0]);

async function powerW(address: string): Promise<number | null> {
  const response = await fetch(`${address}/api/v1/inputs`);
  const { inputs } = (await response.json()) as { inputs: { name: string; value: number | null }[] };
  return inputs.find(({ name }) => name === 'power')?.value ?? null;
}

describe('the stack', () => {
  it('shows readings of the meter, refuses a second start, and leaves nothing after Ctrl-C', async () => {
    up = start();
    const address = await up.address();
    expect(await waitFor(() => powerW(address), { what: 'a reading', timeoutMs: 30_000 })).toBeGreaterThanOrEqual(0);
    expect((await fetch(address)).headers.get('content-type')).toContain('text/html');

    const second = start();
    expect(await second.ended).toEqual([1, null]);
    expect(second.output).toContain('HUB_ALREADY_RUNNING');

    expect(processes().length).toBeGreaterThanOrEqual(6);
    up.child.kill('SIGINT');
    expect(await up.ended).toEqual([0, null]);
    expect(processes()).toEqual([]);
  });

  it('starts a crashed hub-api again, and says so', async () => {
    up = start();
    const address = await up.address();
    const before = pidOf('hub-api');
    process.kill(before, 'SIGKILL');
    await waitFor(() => up?.output.includes('hub-api runs again'), { what: 'the restart', timeoutMs: 30_000 });
    expect(up.output).toContain('hub-api ended unexpectedly (SIGKILL); starting it again in 0.5 s');
    expect(pidOf('hub-api')).not.toBe(before);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
  });

  it('leaves nothing when it is killed, and starts again in its folder', async () => {
    up = start();
    await up.address();
    up.child.kill('SIGKILL');
    await up.ended;
    await gone();
    up = start();
    await up.address();
  });

  it('stops when it is told to while it starts', async () => {
    up = start();
    await waitFor(() => up?.output.includes('starting hub-api'), {
      what: 'hub-api is being started',
      timeoutMs: 30_000,
    });
    up.child.kill('SIGINT');
    await up.ended;
    expect(processes()).toEqual([]);
  });

  it('says which port is taken', async () => {
    up = start();
    const port = new URL(await up.address()).port;
    const other = mkdtempSync(join(tmpdir(), 'hub-up-'));
    const second = start('--state', other, '--port', port);
    expect(await second.ended).toEqual([1, null]);
    expect(second.output).toContain('HUB_PORT_TAKEN');
    rmSync(other, { recursive: true });
  });

  it('runs the community server of a simulated club when asked to', async () => {
    up = start('--community');
    await up.address();
    const server = await waitFor(() => /server runs at (http:\S+)\/api\/docs/.exec(up?.output ?? '')?.[1], {
      what: 'its address',
    });
    const settled = async () => {
      const response = await fetch(`${server}/club/forecast?name=bethesda`);
      return ((await response.json()) as { profile?: number[] }).profile;
    };
    expect((await waitFor(settled, { what: 'a forecast', timeoutMs: 120_000 })).length).toBeGreaterThan(48);
    up.child.kill('SIGTERM');
    expect(await up.ended).toEqual([0, null]);
    await gone();
  }, 200_000);
});
