import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBroker } from '@hub/adapters/mqtt';
import { GatewayAccess } from '@hub/contracts';
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

const alone = (...options: string[]): Up => start('--alone', ...options);
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

/** The meter's last reading of power: its stamp, unix seconds. */
async function readAt(address: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/inputs`);
  const { inputs } = (await response.json()) as { inputs: { name: string; time: number | null }[] };
  return inputs.find(({ name }) => name === 'power')?.time ?? 0;
}

/** As a browser that has taken the authority from the plain page, and trusts nothing else. */
async function shownOverTls(address: string): Promise<number | undefined> {
  const { port } = (await (await fetch(`${address}/api/v1/device/authority`)).json()) as { port: number };
  const ca = await (await fetch(`${address}/api/v1/device/authority.pem`)).text();
  const [answer] = (await once(request(`https://localhost:${port}/`, { ca }).end(), 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('the stack', () => {
  it('shows readings of the meter, refuses a second start, and leaves nothing after Ctrl-C', async () => {
    up = alone();
    const address = await up.address();
    const first = await waitFor(() => readAt(address), { what: 'a reading', timeoutMs: 30_000 });
    await waitFor(async () => (await readAt(address)) > first, { what: 'the next reading', timeoutMs: 30_000 });
    expect((await fetch(address)).headers.get('content-type')).toContain('text/html');
    expect(await shownOverTls(address)).toBe(200);

    const second = alone();
    expect(await second.ended).toEqual([1, null]);
    expect(second.output).toContain('HUB_ALREADY_RUNNING');

    expect(processes().length).toBeGreaterThanOrEqual(6);
    up.child.kill('SIGINT');
    expect(await up.ended).toEqual([0, null]);
    expect(processes()).toEqual([]);
  });

  it('lets a meter gateway in by TLS with what its page tells, and shows its readings', async () => {
    up = alone();
    const address = await up.address();
    const label = await waitFor(() => /the claim code (\S+)\./.exec(up?.output ?? '')?.[1], { what: 'the label' });
    const claimed = await ask(`${address}/api/v1/setup/claim`, 'POST', {
      code: label,
      name: 'Ann',
      password: 'correct horse',
    });
    expect(claimed.status, await claimed.text()).toBe(201);
    const cookie = claimed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const paired = await ask(`${address}/api/v1/pairing/gateways`, 'POST', { serial: 'E42' }, { cookie });
    const { port, username, password, authority } = GatewayAccess.parse(await paired.json());
    const caFile = join(state, 'gateway-authority.pem');
    writeFileSync(caFile, authority);
    const gateway = openBroker({ url: `mqtts://localhost:${port}`, caFile, clientId: 'E42', username, password });
    try {
      await gateway.ready();
      const reading = { time: Math.floor(Date.now() / 1000), power: 1234, import: 10, export: 0 };
      await gateway.publish('cydynni/meter/E42/live', JSON.stringify(reading));
      const shown = async (): Promise<boolean> => {
        const { inputs } = (await (await fetch(`${address}/api/v1/inputs`)).json()) as {
          inputs: { node: string; value: number | null }[];
        };
        return inputs.some(({ node, value }) => node.endsWith('E42') && value === 1234);
      };
      await waitFor(shown, { what: 'the reading of the new gateway', timeoutMs: 30_000 });
    } finally {
      await gateway.close();
    }
  });

  it('starts a crashed hub-api again, and says so', async () => {
    up = alone();
    const address = await up.address();
    const before = pidOf('hub-api');
    process.kill(before, 'SIGKILL');
    await waitFor(() => up?.output.includes('hub-api runs again'), { what: 'the restart', timeoutMs: 30_000 });
    expect(up.output).toContain('hub-api ended unexpectedly (SIGKILL); starting it again in 0.5 s');
    expect(pidOf('hub-api')).not.toBe(before);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
  });

  it('leaves nothing when it is killed, and starts again in its folder', async () => {
    up = alone();
    await up.address();
    up.child.kill('SIGKILL');
    await up.ended;
    await gone();
    up = alone();
    await up.address();
  });

  it('stops when it is told to while it starts', async () => {
    up = alone();
    await waitFor(() => up?.output.includes('starting hub-api'), {
      what: 'hub-api is being started',
      timeoutMs: 30_000,
    });
    up.child.kill('SIGINT');
    await up.ended;
    expect(processes()).toEqual([]);
  });

  it('says which port is taken', async () => {
    up = alone();
    const port = new URL(await up.address()).port;
    const other = mkdtempSync(join(tmpdir(), 'hub-up-'));
    const second = alone('--state', other, '--port', port);
    expect(await second.ended).toEqual([1, null]);
    expect(second.output).toContain('HUB_PORT_TAKEN');
    rmSync(other, { recursive: true });
  });

  it('runs the club’s server, makes the household’s account, links the hub to it and fills it with its history', async () => {
    up = start('--new');
    const hub = await up.address();
    const said = (pattern: RegExp) =>
      waitFor(() => pattern.exec(up?.output ?? '')?.[1], { what: String(pattern), timeoutMs: 120_000 });
    const server = await said(/server runs at (https:\S+) /);
    const claimCode = await said(/The demo household makes its account at https:\S+#claim=(\S+)\./);
    const account = { email: 'ann@example.org', password: 'correct horse' };
    const made = await ask(`${server}/api/v1/accounts`, 'POST', { ...account, claimCode });
    expect(made.status).toBe(201);
    const label = await said(/Its label says h-\S+ and the claim code (\S+)\./);
    const claimed = await ask(`${hub}/api/v1/setup/claim`, 'POST', {
      code: label,
      name: 'Ann',
      password: 'correct horse',
    });
    expect(claimed.status).toBe(201);
    const cookie = claimed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await ask(`${hub}/api/v1/setup/link`, 'POST', account, { cookie })).status).toBeLessThan(300);
    const stepOf = async (step: string) => {
      const { steps } = (await (await fetch(`${hub}/api/v1/setup`)).json()) as {
        steps: { step: string; state: string }[];
      };
      return steps.find((each) => each.step === step)?.state;
    };
    await waitFor(async () => (await stepOf('ready')) === 'done', { what: 'ready', timeoutMs: 120_000 });
    // Started again, the hub is linked still, and the household needs no code.
    up.child.kill('SIGTERM');
    expect(await up.ended).toEqual([0, null]);
    await gone();
    up = start('--new');
    await up.address();
    await said(/The demo household (has its account)/);
    up.child.kill('SIGTERM');
    expect(await up.ended).toEqual([0, null]);
    await gone();
  }, 400_000);

  it('ends with a household that has its history, its devices and their plans; a second start leaves them as they are', async () => {
    const settled = async () => {
      up = start();
      const said = /Open (\S+) and sign in as (\S+) with the password (\S+)\./;
      const [, address = '', name, password] = await waitFor(() => said.exec(up?.output ?? ''), {
        what: 'the login of the demo',
        timeoutMs: 300_000,
      });
      const read = async (path: string) =>
        (await (await fetch(`${address}/api/v1/${path}`)).json()) as Record<string, unknown[]>;
      const signedIn = (await ask(`${address}/api/v1/session`, 'POST', { name, password })).status;
      const found = {
        signedIn,
        devices: (await read('devices'))['devices']?.length,
        schedules: (await read('schedules'))['schedules']?.length,
        months: (await read('household/monthly'))['summaries']?.length ?? 0,
        password,
      };
      up.child.kill('SIGTERM');
      expect(await up.ended).toEqual([0, null]);
      await gone();
      return found;
    };
    const first = await settled();
    expect(first).toMatchObject({ signedIn: 200, devices: 3, schedules: 3 });
    expect(first.months).toBeGreaterThanOrEqual(36);
    expect(await settled()).toEqual(first);
  }, 700_000);
});

/** Asks; the community server's certificate is of the authority in the stack's folder. */
async function ask(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (url.startsWith('http:')) {
    return fetch(url, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }
  const ca = readFileSync(join(state, 'server/authority/ca.pem'));
  return new Promise((resolve, reject) => {
    const query = request(url, { method, ca, headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      resolve(new Response(null, { status: answer.statusCode ?? 0 }));
    });
    query.on('error', reject).end(JSON.stringify(body));
  });
}
