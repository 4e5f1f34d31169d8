import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerSpec } from './managed-process';
import { nodeProgram } from './node-program';

/** Database of the community server, beside the hub's. */
const DATABASE = 'hub_server';
const CLUB_TOKEN = 'club';

/** A community server with the simulated settlement server of its club: where it stands and what the club is like. */
export interface ClubSite {
  /** The workspace, with the built programs below `dist`. */
  readonly root: string;
  /** Everything that is written is below. */
  readonly dir: string;
  readonly ports: { readonly epower: number; readonly server: number; readonly broker?: number };
  readonly database: { readonly socket: string; readonly user: string };
  /** The club's first day, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly members: number;
  /** Names and addresses beside localhost that the server's certificate is for. */
  readonly tlsHosts?: readonly string[];
  /** Further variables of the server's environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Folder of the server's certificates. */
export const authorityDirOf = ({ dir }: ClubSite): string => join(dir, 'authority');

/** How to run the simulated settlement server. Its process and log are kept below `runDir`. */
export function epowerProgram({ root, ports, firstDay, members }: ClubSite, runDir: string): ServerSpec {
  const args = [
    join(root, 'dist/apps/simulators/epower.mjs'),
    ...['--port', String(ports.epower), '--club-token', CLUB_TOKEN],
    ...['--members', String(members), '--first-day', firstDay],
    ...['--homes', join(root, 'apps/simulators/data/homes')],
  ];
  return nodeProgram({ name: 'epower', dir: runDir, args, port: ports.epower });
}

/** Settings of the community server, for itself and for its commands. Writes the token it knows E-power by. */
export function clubEnvironment(site: ClubSite): Record<string, string> {
  const { root, dir, ports, database, firstDay, tlsHosts = [], settings = {} } = site;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const tokenFile = join(dir, 'epower-token');
  writeFileSync(tokenFile, `${CLUB_TOKEN}\n`, { mode: 0o600 });
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    SERVER_HTTP_HOST: '127.0.0.1',
    SERVER_HTTP_PORT: String(ports.server),
    SERVER_TLS_HOSTS: ['localhost', '127.0.0.1', ...tlsHosts].join(),
    SERVER_AUTHORITY_DIR: authorityDirOf(site),
    ...(ports.broker !== undefined && { SERVER_MQTT_URL: `mqtts://localhost:${ports.broker}` }),
    SERVER_KIOSK_DIR: join(root, 'dist/apps/kiosk/browser'),
    SERVER_DATA_DIR: dir,
    SERVER_DB_SOCKET: database.socket,
    SERVER_DB_USER: database.user,
    SERVER_DB_NAME: DATABASE,
    SERVER_EPOWER_URL: `http://127.0.0.1:${ports.epower}/rest/crudService`,
    SERVER_EPOWER_TOKEN_FILE: tokenFile,
    SERVER_RAIN_URL: `http://127.0.0.1:${ports.epower}/weather/rain`,
    SERVER_CLUB_FIRST_DAY: firstDay,
    SERVER_GENERATOR_MAX_KW: '50',
    ...settings,
  };
}

/** How to run the community server with such settings. */
export function communityServerProgram(
  { root, ports }: ClubSite,
  runDir: string,
  env: Readonly<Record<string, string>>,
): ServerSpec {
  return nodeProgram({
    name: 'server',
    dir: runDir,
    args: [join(root, 'dist/apps/server/main.mjs')],
    env,
    port: ports.server,
  });
}
