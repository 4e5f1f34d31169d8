import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrokerAccount, prepareAccounts, unknownAccount } from './broker-accounts';
import { serverCertificate } from './certificates';
import { freePort } from './free-port';
import { acquireLock } from './lock';
import { ManagedProcess, type ProcessExit, type ServerSpec } from './managed-process';
import { DATABASE, mariadbSpec } from './mariadb';
import { mosquittoSpec } from './mosquitto';
import { redisSpec } from './redis';

export interface ServicesOptions {
  /** Folder that belongs to these services alone; kept between runs, which makes the second start fast. */
  readonly dir: string;
  /** Serial numbers of meter gateways that get an account `gateway-<serial>`. */
  readonly gateways?: readonly string[];
  /** Address the broker listens on; the loopback one unless told. */
  readonly brokerHost?: string;
  /** Ports the broker takes when they are free; otherwise, and by default, any free ones. */
  readonly brokerPorts?: { readonly plain: number; readonly tls: number };
  /** Told when a server ends that was not asked to end. */
  readonly onCrash?: (exit: ProcessExit) => void;
  /** Told what is being done, for a person who waits. */
  readonly onProgress?: (what: string) => void;
}

/** One server: `kill` ends it like a power cut, `start` brings it back on the same socket or ports. */
export interface ServiceControl {
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  readonly pid: number | undefined;
}

export interface Services {
  readonly database: ServiceControl & { readonly socket: string; readonly user: string; readonly name: string };
  readonly redis: ServiceControl & { readonly socket: string };
  readonly broker: ServiceControl & {
    readonly plainPort: number;
    readonly tlsPort: number;
    readonly caFile: string;
    /** @throws ServicesError HUB_UNKNOWN_ACCOUNT */
    account(username: string): BrokerAccount;
  };
  /** Stops all three; no process is left when it resolves. */
  stop(): Promise<void>;
}

export const DEMO_GATEWAY = '00000001';
const ACCOUNTS = ['admin', 'hub-api', 'tester', 'tester-2'];
// The kernel's limit for a unix socket's path is 107 bytes.
const SOCKET_DIR_LIMIT = 90;

/**
 * Starts a private MariaDB, Redis and mosquitto from Debian's packages, on own sockets and free ports.
 *
 * @throws ServicesError with a code and what to do: a program is missing, a server does not start, the folder is in use.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = acquireLock(join(dir, 'lock'), 'A set of private services');
  const started: ManagedProcess[] = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    lock.release();
  };
  const launch = async (spec: ServerSpec): Promise<ManagedProcess> => {
    const server = new ManagedProcess(spec, options.onCrash);
    started.push(server);
    options.onProgress?.(`starting ${spec.name}`);
    await server.start();
    return server;
  };
  try {
    const sockets = socketDir(dir);
    const database = mariadbSpec(join(dir, 'mariadb'), join(sockets, 'mariadb.sock')).then(launch);
    const redis = launch(redisSpec(join(dir, 'redis'), join(sockets, 'redis.sock')));
    const broker = startBroker(dir, options, launch);
    // All must have ended before any failure is passed on, or a late one would start after the others were stopped.
    await Promise.allSettled([database, redis, broker]);
    return {
      database: Object.assign(control(await database), { socket: join(sockets, 'mariadb.sock'), ...DATABASE }),
      redis: Object.assign(control(await redis), { socket: join(sockets, 'redis.sock') }),
      broker: await broker,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startBroker(
  dir: string,
  options: ServicesOptions,
  launch: (spec: ServerSpec) => Promise<ManagedProcess>,
): Promise<Services['broker']> {
  const folder = join(dir, 'mosquitto');
  const host = options.brokerHost ?? '127.0.0.1';
  const securityFile = join(folder, 'dynamic-security.json');
  const gateways = (options.gateways ?? [DEMO_GATEWAY]).map((serial) => `gateway-${serial}`);
  const accounts = prepareAccounts(securityFile, join(folder, 'accounts'), [...ACCOUNTS, ...gateways]);
  const certificate = await serverCertificate(join(dir, 'tls'));
  const plainPort = await freePort(host, options.brokerPorts?.plain);
  const tlsPort = await freePort(host, options.brokerPorts?.tls);
  const server = await launch(mosquittoSpec({ dir: folder, host, plainPort, tlsPort, certificate, securityFile }));
  const account = (username: string): BrokerAccount => {
    const found = accounts.get(username);
    if (!found) throw unknownAccount(username);
    return found;
  };
  return Object.assign(control(server), { plainPort, tlsPort, caFile: certificate.caFile, account });
}

function control(server: ManagedProcess): ServiceControl {
  return {
    start: () => server.start(),
    stop: () => server.stop(),
    kill: () => server.kill(),
    restart: () => server.restart(),
    get pid() {
      return server.pid;
    },
  };
}

/** A checkout may lie deeper than a socket's path may be long; then the sockets go to a short folder of the user's own. */
function socketDir(dir: string): string {
  if (Buffer.byteLength(dir) <= SOCKET_DIR_LIMIT) return dir;
  const name = `hub-${process.getuid?.() ?? 0}-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`;
  const short = join(tmpdir(), name);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  return short;
}
