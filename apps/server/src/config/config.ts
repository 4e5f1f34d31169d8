import { readFileSync } from 'node:fs';
import { isZone } from '@hub/domain/time';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const file = z.optional(text);
const address = z
  .string()
  .check(z.regex(/^https?:\/\/.+[^/]$/, 'must be http:// or https:// without a slash at its end'));
const seconds = (least: number) => z.coerce.number().check(z.minimum(least));

/** Environment of the process: every variable that the community server reads, with its default. */
const Environment = z.object({
  SERVER_HTTP_HOST: z._default(text, '127.0.0.1'),
  SERVER_HTTP_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 8080),
  SERVER_DATA_DIR: text,
  SERVER_DB_SOCKET: z._default(text, '/run/mysqld/mysqld.sock'),
  SERVER_DB_USER: z._default(text, 'cydynni'),
  SERVER_DB_PASSWORD_FILE: file,
  SERVER_DB_NAME: z._default(text, 'cydynni'),
  SERVER_EPOWER_URL: address,
  SERVER_EPOWER_PREFIX: z._default(z.string().check(z.regex(/^[\w.]+$/)), 'cyd'),
  SERVER_EPOWER_TOKEN_FILE: text,
  SERVER_RAIN_URL: z.optional(address),
  SERVER_CLUB: z._default(z.string().check(z.regex(/^[a-z]+$/, 'must be small letters')), 'bethesda'),
  SERVER_CLUB_FIRST_DAY: z._default(z.iso.date(), '2016-10-01'),
  SERVER_GENERATOR: z._default(z.enum(['hydro', 'none']), 'hydro'),
  SERVER_GENERATOR_MAX_KW: z._default(z.coerce.number().check(z.positive()), 98),
  SERVER_SYNC_INTERVAL_S: z._default(seconds(1), 3600),
  SERVER_LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  SERVER_TIME_ZONE: z._default(z.string().check(z.refine(isZone, 'is no time zone of this system')), 'Europe/London'),
  SERVER_VERSION: z.optional(text),
});

/** Everything that can be set, grouped by who uses it. */
export interface ServerConfig {
  readonly version: string;
  readonly timeZone: string;
  readonly logLevel: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  readonly database: {
    readonly socketPath: string;
    readonly user: string;
    readonly password: string | undefined;
    readonly name: string;
  };
  readonly epower: { readonly url: string; readonly prefix: string; readonly clubToken: string };
  readonly rainUrl: string | undefined;
  readonly club: {
    readonly key: string;
    /** First day that the club's generator has readings of. */
    readonly firstDay: string;
    /** A club without a generator has consumption, costs and a signal all the same. */
    readonly generator: 'hydro' | 'none';
    readonly generatorMaxKW: number;
  };
  /** Pause between two cycles; each is drawn out by up to a tenth by chance. */
  readonly syncIntervalS: number;
}

/** The environment does not describe a server. `message` names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'SERVER_CONFIG_INVALID';
}

/** Read and check the environment. Throws {@link ConfigError} naming everything that is wrong at once. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  builtVersion: string,
): ServerConfig {
  z.config(z.locales.en());
  // An empty variable is how a unit file or a shell says "not set".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = z.safeParse(Environment, given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  }
  const e = parsed.data;
  return {
    version: e.SERVER_VERSION ?? builtVersion,
    timeZone: e.SERVER_TIME_ZONE,
    logLevel: e.SERVER_LOG_LEVEL,
    http: { host: e.SERVER_HTTP_HOST, port: e.SERVER_HTTP_PORT },
    dataDir: e.SERVER_DATA_DIR,
    database: {
      socketPath: e.SERVER_DB_SOCKET,
      user: e.SERVER_DB_USER,
      password: e.SERVER_DB_PASSWORD_FILE && secret('SERVER_DB_PASSWORD_FILE', e.SERVER_DB_PASSWORD_FILE),
      name: e.SERVER_DB_NAME,
    },
    epower: {
      url: e.SERVER_EPOWER_URL,
      prefix: e.SERVER_EPOWER_PREFIX,
      clubToken: secret('SERVER_EPOWER_TOKEN_FILE', e.SERVER_EPOWER_TOKEN_FILE),
    },
    rainUrl: e.SERVER_RAIN_URL,
    club: {
      key: e.SERVER_CLUB,
      firstDay: e.SERVER_CLUB_FIRST_DAY,
      generator: e.SERVER_GENERATOR,
      generatorMaxKW: e.SERVER_GENERATOR_MAX_KW,
    },
    syncIntervalS: e.SERVER_SYNC_INTERVAL_S,
  };
}

function secret(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    throw new ConfigError(`${variable}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
