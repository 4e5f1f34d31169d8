import { mkdirSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { LISTENER_SETTINGS } from '@hub/adapters/mosquitto';
import { type ServerCertificate } from './certificates';
import { type ServerSpec } from './managed-process';
import { findProgram } from './program';
import { ServicesError } from './services-error';

export interface MosquittoSettings {
  readonly dir: string;
  readonly host: string;
  readonly plainPort: number;
  readonly tlsPort: number;
  readonly certificate: ServerCertificate;
  /** The dynamic-security plugin's file. */
  readonly securityFile: string;
}

const PLUGIN = 'mosquitto_dynamic_security.so';

/** mosquitto with a TLS and a plain listener; every client has an account, and may only what its role says. */
export function mosquittoSpec(settings: MosquittoSettings): ServerSpec {
  const { dir, host, plainPort, tlsPort, certificate } = settings;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const configFile = join(dir, 'mosquitto.conf');
  const lines = [
    'per_listener_settings false',
    'allow_anonymous false',
    `plugin ${dynamicSecurityPlugin()}`,
    `plugin_opt_config_file ${settings.securityFile}`,
    'persistence true',
    `persistence_location ${dir}/`,
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    // A publisher is never told to wait, so a storm has to fit here until hub-api has read it.
    'max_inflight_messages 1000',
    'max_queued_messages 200000',
    'max_queued_bytes 67108864',
    `listener ${plainPort} ${host}`,
    ...LISTENER_SETTINGS,
    `listener ${tlsPort} ${host}`,
    ...LISTENER_SETTINGS,
    `certfile ${certificate.certFile}`,
    `keyfile ${certificate.keyFile}`,
    'tls_version tlsv1.2',
  ];
  writeFileSync(configFile, `${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    name: 'mosquitto',
    program: findProgram('mosquitto', 'mosquitto'),
    args: ['-c', configFile],
    pidFile: join(dir, 'pid'),
    logFile: join(dir, 'log'),
    probe: { connect: { host: '127.0.0.1', port: tlsPort }, answers: false },
  };
}

/** Debian keeps the plugin in its folder for the computer's architecture. */
export function dynamicSecurityPlugin(): string {
  const roots = [
    '/usr/lib',
    ...readdirSync('/usr/lib')
      .filter((name) => name.includes('-linux-'))
      .map((name) => `/usr/lib/${name}`),
  ];
  const found = roots.map((root) => join(root, PLUGIN)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new ServicesError(
    'HUB_PROGRAM_MISSING',
    `mosquitto's plugin ${PLUGIN} is not installed.`,
    "Install Debian's mosquitto 2.0 or later: apt-get install mosquitto",
  );
}
