import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerSpec, Services } from '@hub/adapters/services';
import { type Layout, nodeProgram } from './hub-process';

/** Database of the community server, beside the hub's. */
const DATABASE = 'hub_server';
const CLUB_TOKEN = 'club';
const MEMBERS = 30;

/** The club began at New Year a year ago: the same day at every start, so that its history stays what it was. */
const firstDay = (): string => `${new Date().getUTCFullYear() - 1}-01-01`;

export interface CommunityPorts {
  readonly epower: number;
  readonly server: number;
}

/** How to run the simulated settlement server. */
export function epowerSpec({ root, state }: Layout, { epower }: CommunityPorts): ServerSpec {
  const program = nodeProgram('epower', state, [
    join(root, 'dist/apps/simulators/epower.mjs'),
    ...['--port', String(epower), '--club-token', CLUB_TOKEN, '--members', String(MEMBERS), '--first-day', firstDay()],
    ...['--homes', join(root, 'apps/simulators/data/homes')],
  ]);
  return { ...program, probe: { connect: { host: '127.0.0.1', port: epower }, answers: false } };
}

/** How to run the community server on the private services and the simulated settlement server. */
export function communityServerSpec({ root, state }: Layout, services: Services, ports: CommunityPorts): ServerSpec {
  const folder = join(state, 'server');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const tokenFile = join(folder, 'epower-token');
  writeFileSync(tokenFile, `${CLUB_TOKEN}\n`, { mode: 0o600 });
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    SERVER_HTTP_PORT: String(ports.server),
    SERVER_DATA_DIR: folder,
    SERVER_DB_SOCKET: services.database.socket,
    SERVER_DB_USER: services.database.user,
    SERVER_DB_NAME: DATABASE,
    SERVER_EPOWER_URL: `http://127.0.0.1:${ports.epower}/rest/crudService`,
    SERVER_EPOWER_TOKEN_FILE: tokenFile,
    SERVER_RAIN_URL: `http://127.0.0.1:${ports.epower}/weather/rain`,
    SERVER_CLUB_FIRST_DAY: firstDay(),
    SERVER_GENERATOR_MAX_KW: '50',
  };
  const program = nodeProgram('server', state, [join(root, 'dist/apps/server/main.mjs')]);
  return { ...program, env, probe: { connect: { host: '127.0.0.1', port: ports.server }, answers: false } };
}
