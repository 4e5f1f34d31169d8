import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BEACON_PORT } from '@hub/domain/pairing';
import { isZone } from '@hub/domain/time';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

const file = z.optional(z.string().check(z.minLength(1)));
const text = z.string().check(z.minLength(1));

/** Environment of the process: every variable that the hub reads, with its default. */
const Environment = z.object({
  HUB_HTTP_HOST: z._default(text, '0.0.0.0'),
  HUB_HTTP_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 80),
  HUB_HTTPS_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 443),
  HUB_HTTPS_CERTIFICATE_FILE: file,
  HUB_HTTP_NAMES: z._default(z.string(), ''),
  HUB_KIOSK_DIR: file,
  HUB_DATA_DIR: text,
  HUB_DB_SOCKET: z._default(text, '/run/mysqld/mysqld.sock'),
  HUB_DB_USER: z._default(text, 'hub'),
  HUB_DB_PASSWORD_FILE: file,
  HUB_DB_NAME: z._default(text, 'hub'),
  HUB_REDIS_SOCKET: z._default(text, '/run/redis/redis-server.sock'),
  HUB_MQTT_URL: z._default(
    z.string().check(z.regex(/^mqtts?:\/\/.+/, 'must start with mqtt:// or mqtts://')),
    'mqtt://127.0.0.1:1883',
  ),
  HUB_MQTT_DEVICE_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65_535)), 1883),
  HUB_BEACON_TO: z.optional(z.union([z.literal('network'), z.ipv4()], 'must be `network` or an IPv4 address')),
  HUB_BEACON_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65_535)), BEACON_PORT),
  HUB_PLUG_PAGE_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65_535)), 80),
  HUB_MQTT_GATEWAY_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65_535)), 8883),
  HUB_MQTT_AUTHORITY_FILE: file,
  HUB_MQTT_USERNAME: z.optional(text),
  HUB_MQTT_PASSWORD_FILE: file,
  HUB_MQTT_CA_FILE: file,
  HUB_LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  HUB_TIME_ZONE: z._default(z.string().check(z.refine(isZone, 'is no time zone of this system')), 'Europe/London'),
  HUB_VERSION: z.optional(text),
  HUB_LOCALE: z._default(z.enum(['en', 'cy']), 'en'),
  HUB_REQUEST_DIR: file,
  HUB_UPLOAD_DIR: file,
  HUB_FAULTS_DIR: z._default(text, '/run/hub/faults'),
  HUB_RUN_DIR: z._default(text, '/run/cydynni'),
  HUB_IDENTITY_DIR: file,
  HUB_CLOCK_SET_FILE: file,
  HUB_SERVER_URL: z.optional(z.string().check(z.refine(isServer, 'must be an https:// address without path'))),
  HUB_SERVER_CA_FILE: file,
  NOTIFY_SOCKET: file,
  WATCHDOG_USEC: z.optional(z.string()),
});

/** Everything that can be set, grouped by who uses it. Frozen: nothing changes while the hub runs. */
export interface HubConfig {
  readonly version: string;
  readonly timeZone: string;
  readonly logLevel: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Over TLS too, with this certificate and its key (PEM), as soon as the file is there. Undefined: plainly alone. */
    readonly securePort: number;
    readonly certificateFile: string | undefined;
    /** Names beside its own that the hub answers to. */
    readonly names: readonly string[];
  };
  readonly kioskDir: string | undefined;
  readonly dataDir: string;
  /** Language of the household: what a browser gets that asked for neither. */
  readonly locale: 'en' | 'cy';
  /** Where the owner of the system and this process leave files for each other, beside `runDir`. */
  readonly system: {
    /** Requests of the page to the system's own units. */
    readonly requestDir: string;
    /** Bundles that the page sent, for the update agent. */
    readonly uploadDir: string;
    /** What was wrong before Linux ran, one text file each. */
    readonly faultsDir: string;
  };
  readonly database: {
    readonly socketPath: string;
    readonly user: string;
    readonly password: string | undefined;
    readonly name: string;
  };
  readonly redis: { readonly socketPath: string };
  readonly broker: {
    readonly url: string;
    readonly username: string | undefined;
    readonly password: string | undefined;
    readonly caFile: string | undefined;
    /** Where devices without TLS reach it. */
    readonly devicePort: number;
    /** Where gateways reach it by TLS, and the file of the authority that they have to trust for it. */
    readonly gatewayPort: number;
    readonly authorityFile: string | undefined;
  };
  /** How plugs find the hub: `to` each network that it is in, or one address; undefined: not at all. */
  readonly beacon: { readonly to: string | undefined; readonly port: number };
  /** Where a plug that asks to be let in has its own page. */
  readonly plugs: { readonly pagePort: number };
  /** Where the household's CydYnni account is; undefined: the hub stays on its own. */
  readonly server: { readonly url: string | undefined; readonly authority: string | undefined };
  readonly identityDir: string | undefined;
  /** Appears when the system's clock was set; undefined: it counts as set. */
  readonly clockSetFile: string | undefined;
  /** What other services of the hub tell each other. */
  readonly runDir: string;
  readonly systemd: { readonly socket: string | undefined; readonly watchdogUsec: string | undefined };
}

/** The environment does not describe a hub. `message` names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'HUB_CONFIG_INVALID';
}

/** Reads and checks the environment. Throws {@link ConfigError} naming everything that is wrong at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, builtVersion: string): HubConfig {
  z.config(en());
  // An empty variable is how a unit file or a shell says "not set".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = z.safeParse(Environment, given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  }
  const e = parsed.data;
  return deepFreeze({
    version: e.HUB_VERSION ?? builtVersion,
    timeZone: e.HUB_TIME_ZONE,
    logLevel: e.HUB_LOG_LEVEL,
    http: {
      host: e.HUB_HTTP_HOST,
      port: e.HUB_HTTP_PORT,
      securePort: e.HUB_HTTPS_PORT,
      certificateFile: e.HUB_HTTPS_CERTIFICATE_FILE,
      names: e.HUB_HTTP_NAMES.split(/[\s,]+/).filter((name) => name !== ''),
    },
    kioskDir: e.HUB_KIOSK_DIR,
    dataDir: e.HUB_DATA_DIR,
    locale: e.HUB_LOCALE,
    system: {
      requestDir: e.HUB_REQUEST_DIR ?? join(e.HUB_DATA_DIR, 'requests'),
      uploadDir: e.HUB_UPLOAD_DIR ?? join(e.HUB_DATA_DIR, 'upload'),
      faultsDir: e.HUB_FAULTS_DIR,
    },
    database: {
      socketPath: e.HUB_DB_SOCKET,
      user: e.HUB_DB_USER,
      password: secret('HUB_DB_PASSWORD_FILE', e.HUB_DB_PASSWORD_FILE),
      name: e.HUB_DB_NAME,
    },
    redis: { socketPath: e.HUB_REDIS_SOCKET },
    broker: {
      url: e.HUB_MQTT_URL,
      username: e.HUB_MQTT_USERNAME,
      password: secret('HUB_MQTT_PASSWORD_FILE', e.HUB_MQTT_PASSWORD_FILE),
      caFile: e.HUB_MQTT_CA_FILE,
      devicePort: e.HUB_MQTT_DEVICE_PORT,
      gatewayPort: e.HUB_MQTT_GATEWAY_PORT,
      authorityFile: e.HUB_MQTT_AUTHORITY_FILE ?? e.HUB_MQTT_CA_FILE,
    },
    beacon: { to: e.HUB_BEACON_TO, port: e.HUB_BEACON_PORT },
    plugs: { pagePort: e.HUB_PLUG_PAGE_PORT },
    server: { url: e.HUB_SERVER_URL, authority: secret('HUB_SERVER_CA_FILE', e.HUB_SERVER_CA_FILE) },
    identityDir: e.HUB_IDENTITY_DIR,
    clockSetFile: e.HUB_CLOCK_SET_FILE,
    runDir: e.HUB_RUN_DIR,
    systemd: { socket: e.NOTIFY_SOCKET, watchdogUsec: e.WATCHDOG_USEC },
  });
}

function isServer(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.username === '';
}

function secret(variable: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    throw new ConfigError(`${variable}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
