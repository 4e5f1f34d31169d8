import { join } from 'node:path';
import { nodeProgram, type ServerSpec, type Services } from '@hub/adapters/services';
import { DEMO_DEVICES } from './demo-household';
import type { SecurePage } from './secure-page';

/** Folders of the checkout that the stack uses. */
export interface Layout {
  readonly root: string;
  /** `.hub`: everything that is written. */
  readonly state: string;
}

/** The club's server, as the hub finds it. */
export interface ServerPlace {
  readonly url: string;
  /** What to trust for it. */
  readonly caFile: string;
}

/** Where the page answers. */
export interface PagePlace {
  readonly port: number;
  readonly secure: SecurePage;
}

/** How to run hub-api on the private services. Its settings are the ones it has on the hub. */
export function hubApiSpec(
  { root, state }: Layout,
  services: Services,
  { port, secure }: PagePlace,
  identityDir: string,
  server: ServerPlace | undefined,
): ServerSpec {
  const { database, redis, broker } = services;
  const account = broker.account('hub-api');
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    HUB_HTTP_HOST: '0.0.0.0',
    HUB_HTTP_PORT: String(port),
    HUB_HTTPS_PORT: String(secure.port),
    HUB_HTTPS_CERTIFICATE_FILE: secure.certificateFile,
    HUB_KIOSK_DIR: join(root, 'dist/apps/kiosk/browser'),
    HUB_DATA_DIR: join(state, 'data'),
    HUB_DB_SOCKET: database.socket,
    HUB_DB_USER: database.user,
    HUB_DB_NAME: database.name,
    HUB_REDIS_SOCKET: redis.socket,
    HUB_MQTT_URL: `mqtt://127.0.0.1:${broker.plainPort}`,
    HUB_MQTT_DEVICE_PORT: String(broker.plainPort),
    HUB_MQTT_GATEWAY_PORT: String(broker.tlsPort),
    HUB_MQTT_AUTHORITY_FILE: broker.caFile,
    HUB_MQTT_USERNAME: account.username,
    HUB_MQTT_PASSWORD_FILE: account.passwordFile,
    HUB_IDENTITY_DIR: identityDir,
    HUB_RUN_DIR: join(state, 'run'),
    HUB_FAULTS_DIR: join(state, 'faults'),
    ...(server && { HUB_SERVER_URL: server.url, HUB_SERVER_CA_FILE: server.caFile }),
    HUB_LOG_LEVEL: 'info',
  };
  const args = ['--disable-proto=delete', join(root, 'dist/apps/hub-api/main.mjs')];
  return nodeProgram({ name: 'hub-api', dir: state, args, env, port });
}

/** How to run the simulated meter gateway, from outside over the TLS listener. */
export function meterSpec(
  { root, state }: Layout,
  broker: Services['broker'],
  serial: string,
  options: readonly string[],
): ServerSpec {
  const account = broker.account(`gateway-${serial}`);
  const args = [
    join(root, 'dist/apps/simulators/meter.mjs'),
    ...['--url', `mqtts://localhost:${broker.tlsPort}`, '--ca-file', broker.caFile],
    ...['--username', account.username, '--password-file', account.passwordFile],
    ...['--serial', serial, '--homes', join(root, 'apps/simulators/data/homes'), ...options],
  ];
  return nodeProgram({ name: 'meter', dir: state, args });
}

/** How to run the simulated devices of the demo household. They are added by their topics. */
export function devicesSpec({ root, state }: Layout, broker: Services['broker']): ServerSpec {
  const account = broker.account('tester-2');
  const args = [
    join(root, 'dist/apps/simulators/devices.mjs'),
    ...['--url', `mqtt://127.0.0.1:${broker.plainPort}`],
    ...['--username', account.username, '--password-file', account.passwordFile],
    ...DEMO_DEVICES.map(({ type, topic }) => `${type}=${topic}`),
  ];
  return nodeProgram({ name: 'devices', dir: state, args });
}
