import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  acquireLock,
  DEMO_GATEWAY,
  freePort,
  ManagedProcess,
  type ProcessExit,
  type Services,
  ServicesError,
  type ServerSpec,
  startServices,
} from '@hub/adapters/services';
import { addressesOf } from './addresses';
import { type CommunityPorts, communityServerSpec, epowerSpec } from './community-process';
import { hubApiSpec, type Layout, meterSpec } from './hub-process';
import type { StackOptions } from './options';
import { Supervisor } from './supervisor';

export interface Stack {
  /** Where the display is; the first one is for this computer. */
  readonly addresses: readonly string[];
  /** Where the community server answers; undefined when it was not asked for. */
  readonly community: string | undefined;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 8080;
const COMMUNITY_PORT = 8090;
const READY_MS = 60_000;
const POLL_MS = 50;

/**
 * Starts the private services, hub-api and the simulated meter. Whatever crashes later is started again.
 *
 * @throws ServicesError with a code and what to do, or the reason of `abort`; nothing is left running then.
 */
export async function startStack(
  layout: Layout,
  options: StackOptions,
  say: (line: string) => void,
  abort: AbortSignal,
): Promise<Stack> {
  mkdirSync(join(layout.state, 'log'), { recursive: true });
  const lock = acquireLock(join(layout.state, 'up.lock'), 'A hub');
  const addressFile = join(layout.state, 'address');
  const supervisor = new Supervisor({ say, nowMs: () => performance.now(), wait });
  const running: { services?: Services; programs: ManagedProcess[] } = { programs: [] };
  const stop = async () => {
    supervisor.stop();
    const end = () => Promise.all(running.programs.map((program) => program.stop()));
    await end();
    await running.services?.stop();
    await supervisor.settled();
    await end();
    rmSync(addressFile, { force: true });
    lock.release();
  };
  try {
    const port = await portFor(options.port);
    const services = await startServices({
      dir: join(layout.state, 'services'),
      onProgress: say,
      onCrash: (exit) => supervisor.crashed(exit, () => serviceOf(running.services, exit).start()),
    });
    running.services = services;
    abort.throwIfAborted();
    const run = async (spec: ServerSpec): Promise<void> => {
      rmSync(spec.logFile, { force: true });
      const program: ManagedProcess = new ManagedProcess(spec, (exit) =>
        supervisor.crashed(exit, () => program.start()),
      );
      running.programs.push(program);
      say(`starting ${spec.name}`);
      await program.start();
    };
    await run(hubApiSpec(layout, services, port));
    await ready(`http://127.0.0.1:${port}/health/ready`, join(layout.state, 'log/hub-api.log'), abort);
    await run(meterSpec(layout, services.broker, DEMO_GATEWAY, options.meter));
    const community = options.community ? await freePorts() : undefined;
    if (community) {
      await run(epowerSpec(layout, community));
      await run(communityServerSpec(layout, services, community));
    }
    const addresses = addressesOf(networkInterfaces(), port);
    writeFileSync(addressFile, `${addresses[0] ?? ''}\n`);
    return { addresses, community: community && `http://127.0.0.1:${community.server}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function portFor(wanted: number | undefined): Promise<number> {
  const port = await freePort('0.0.0.0', wanted ?? DEFAULT_PORT);
  if (wanted === undefined || port === wanted) return port;
  throw new ServicesError('HUB_PORT_TAKEN', `Port ${wanted} is taken.`, 'Use another --port, or none for a free one.');
}

async function freePorts(): Promise<CommunityPorts> {
  return { epower: await freePort('127.0.0.1'), server: await freePort('127.0.0.1', COMMUNITY_PORT) };
}

function serviceOf(services: Services | undefined, exit: ProcessExit): { start(): Promise<void> } {
  const found = { MariaDB: services?.database, Redis: services?.redis, mosquitto: services?.broker }[exit.name];
  if (found) return found;
  throw new ServicesError('HUB_SERVICE_FAILED', `${exit.name} ended while the others started.`, 'Start the hub again.');
}

async function ready(url: string, logFile: string, abort: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    abort.throwIfAborted();
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await delay(POLL_MS);
  }
  throw new ServicesError('HUB_SERVICE_NOT_READY', 'hub-api runs but is not ready.', `Its log is ${logFile}.`);
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  // An aborted wait is a stop, which whoever waited looks at next.
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
