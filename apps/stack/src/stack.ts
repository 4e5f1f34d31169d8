import { mkdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openAuthority } from '@hub/adapters/authority';
import {
  acquireLock,
  authorityDirOf,
  clubEnvironment,
  type ClubSite,
  communityServerProgram,
  DEMO_GATEWAY,
  epowerProgram,
  freePort,
  ManagedProcess,
  type ProcessExit,
  type Services,
  ServicesError,
  type ServerSpec,
  startServices,
} from '@hub/adapters/services';
import { addressesOf } from './addresses';
import { communityDir, type CommunityPorts, communityUrl, demoClub, hubsBrokerSpec } from './community-process';
import { hubUnit, type HubUnit } from './hub-identity';
import { devicesSpec, hubApiSpec, type Layout, meterSpec } from './hub-process';
import type { StackOptions } from './options';
import { securePage } from './secure-page';
import { Supervisor } from './supervisor';

export interface Stack {
  /** Where the display is; the first one is for this computer. */
  readonly addresses: readonly string[];
  /** The display over TLS, by a certificate of an authority of its own. */
  readonly secureAddress: string;
  /** What would be on the hub's label. */
  readonly unit: HubUnit;
  /** The community server, with the settings for its commands; undefined when the hub is alone. */
  readonly community: { readonly url: string; readonly env: Record<string, string> } | undefined;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 8080;
const COMMUNITY_PORT = 8090;
const AUTHORITY_NAME = 'CydYnni hubs';
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
    const run = async (spec: ServerSpec): Promise<ManagedProcess> => {
      rmSync(spec.logFile, { force: true });
      const program: ManagedProcess = new ManagedProcess(spec, (exit) =>
        supervisor.crashed(exit, () => program.start()),
      );
      running.programs.push(program);
      say(`starting ${spec.name}`);
      await program.start();
      return program;
    };
    const unit = await hubUnit(layout.state);
    const secure = await securePage(layout.state, services);
    const community = options.alone ? undefined : await prepareCommunity(layout, services);
    const startHub = async () => {
      const server = community && { url: community.url, caFile: join(authorityDirOf(community.site), 'ca.pem') };
      await run(hubApiSpec(layout, services, { port, secure }, unit.dir, server));
      await ready(`http://127.0.0.1:${port}/health/ready`, join(layout.state, 'log/hub-api.log'), abort);
      await run(meterSpec(layout, services.broker, DEMO_GATEWAY, options.meter));
      await run(devicesSpec(layout, services.broker));
    };
    // Both must have ended before a failure is passed on, or a late program would start after the others were stopped.
    const parts = await Promise.allSettled([startHub(), community && startCommunity(layout, community, run, abort)]);
    for (const part of parts) if (part.status === 'rejected') throw part.reason;
    const addresses = addressesOf(networkInterfaces(), port);
    const secureAddress = `https://localhost:${secure.port}`;
    writeFileSync(addressFile, `${addresses[0] ?? ''}\n`);
    return { addresses, secureAddress, unit, community, stop };
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

interface Community {
  readonly url: string;
  readonly env: Record<string, string>;
  readonly site: ClubSite;
  readonly ports: CommunityPorts;
}

/** What the hub has to know of the club's server before that runs. */
async function prepareCommunity(layout: Layout, services: Services): Promise<Community> {
  const ports: CommunityPorts = {
    epower: await freePort('127.0.0.1'),
    server: await freePort('127.0.0.1', COMMUNITY_PORT),
    broker: await freePort('127.0.0.1'),
  };
  const site = demoClub(layout, services, ports);
  const env = clubEnvironment(site);
  await openAuthority(authorityDirOf(site), AUTHORITY_NAME);
  const url = communityUrl(ports);
  writeFileSync(join(communityDir(layout), 'address'), `${url}\n`);
  return { url, env, site, ports };
}

/** The server's port opens once it has its certificate, which its broker shows too. */
async function startCommunity(
  layout: Layout,
  { env, site, ports }: Community,
  run: (spec: ServerSpec) => Promise<ManagedProcess>,
  abort: AbortSignal,
): Promise<void> {
  const epower = run(epowerProgram(site, layout.state));
  const server = run(communityServerProgram(site, layout.state, env)).then(async () => {
    const broker = await run(hubsBrokerSpec(layout, site, ports.broker));
    // It reads the list of revoked certificates when it is told to.
    watch(authorityDirOf(site), { signal: abort }, (_, name) => {
      if (name === 'crl.pem' && broker.pid !== undefined) process.kill(broker.pid, 'SIGHUP');
    });
  });
  const parts = await Promise.allSettled([epower, server]);
  for (const part of parts) if (part.status === 'rejected') throw part.reason;
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
  // An aborted wait is a stop, which the caller looks at next.
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
