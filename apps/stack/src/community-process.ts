import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubBrokerSpec, nodeProgram, type ServerSpec, type Services } from '@hub/adapters/services';
import { type Layout } from './hub-process';

/** Database of the community server, beside the hub's. */
const DATABASE = 'hub_server';
const CLUB_TOKEN = 'club';
const MEMBERS = 30;
/** What the server is called at its broker. */
const SERVER_NAME = 'cydynni-server';
/** The household that this computer's hub belongs to: the first of the simulated club. */
export const DEMO_MPAN = '2300000000000';

/** The club began at New Year a year ago: the same day at every start, so that its history stays what it was. */
const firstDay = (): string => `${new Date().getUTCFullYear() - 1}-01-01`;

export interface CommunityPorts {
  readonly epower: number;
  readonly server: number;
  readonly broker: number;
}

export const communityDir = ({ state }: Layout): string => join(state, 'server');
export const authorityDir = (layout: Layout): string => join(communityDir(layout), 'authority');
export const communityUrl = ({ server }: CommunityPorts): string => `https://localhost:${server}`;

/** How to run the simulated settlement server. */
export function epowerSpec({ root, state }: Layout, { epower }: CommunityPorts): ServerSpec {
  const args = [
    join(root, 'dist/apps/simulators/epower.mjs'),
    ...['--port', String(epower), '--club-token', CLUB_TOKEN, '--members', String(MEMBERS), '--first-day', firstDay()],
    ...['--homes', join(root, 'apps/simulators/data/homes')],
  ];
  return nodeProgram({ name: 'epower', dir: state, args, port: epower });
}

/** Settings of the community server, for itself and for its commands. */
export function communityEnvironment(
  layout: Layout,
  services: Services,
  ports: CommunityPorts,
): Record<string, string> {
  const folder = communityDir(layout);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const tokenFile = join(folder, 'epower-token');
  writeFileSync(tokenFile, `${CLUB_TOKEN}\n`, { mode: 0o600 });
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    SERVER_HTTP_HOST: '127.0.0.1',
    SERVER_HTTP_PORT: String(ports.server),
    SERVER_TLS_HOSTS: 'localhost,127.0.0.1',
    SERVER_AUTHORITY_DIR: authorityDir(layout),
    SERVER_MQTT_URL: `mqtts://localhost:${ports.broker}`,
    SERVER_KIOSK_DIR: join(layout.root, 'dist/apps/kiosk/browser'),
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
}

/** How to run the community server on the private services and the simulated settlement server. */
export function communityServerSpec(
  { root, state }: Layout,
  env: Record<string, string>,
  ports: CommunityPorts,
): ServerSpec {
  const args = [join(root, 'dist/apps/server/main.mjs')];
  return nodeProgram({ name: 'server', dir: state, args, env, port: ports.server });
}

/** How to run the broker between the community server and its hubs, once the server has made its certificates. */
export const hubsBrokerSpec = (layout: Layout, { broker }: CommunityPorts): ServerSpec => ({
  ...hubBrokerSpec({
    dir: join(communityDir(layout), 'broker'),
    host: '127.0.0.1',
    port: broker,
    authorityDir: authorityDir(layout),
    serverName: SERVER_NAME,
  }),
  logFile: join(layout.state, 'log/hub-broker.log'),
});
