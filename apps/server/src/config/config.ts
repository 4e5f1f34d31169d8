import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Generator } from '@hub/domain/community';
import * as z from 'zod/mini';
import type { WeatherSources } from '@hub/adapters/weather';
import { ConfigError } from './config-error';
import { Environment } from './environment';
import { readGenerators } from './generators';

/** Everything that can be set, grouped by who uses it. */
export interface ServerConfig {
  readonly version: string;
  readonly timeZone: string;
  readonly logLevel: string;
  /** `names`: what it answers to beside addresses and the names of its certificate. */
  readonly http: { readonly host: string; readonly port: number; readonly names: readonly string[] };
  /** How the server proves to others who it is; undefined: it speaks plain HTTP, and no hub can show its certificate. */
  readonly tls: TlsConfig | undefined;
  readonly authority: { readonly dir: string; readonly hubDays: number };
  /** Where the server finds the broker for hubs, and where they do; undefined: hubs ask for their target by HTTPS alone. */
  readonly broker: { readonly url: string; readonly hubUrl: string } | undefined;
  /** Pause between two looks at the fleet. */
  readonly fleetIntervalS: number;
  readonly kioskDir: string | undefined;
  readonly dataDir: string;
  readonly database: {
    readonly socketPath: string;
    readonly user: string;
    readonly password: string | undefined;
    readonly name: string;
  };
  readonly epower: { readonly url: string; readonly prefix: string; readonly clubToken: string };
  /** Services that have the weather which the generators need. */
  readonly weather: WeatherSources;
  readonly club: {
    readonly key: string;
    readonly name: string;
    /** First day that the club's generator has readings of. */
    readonly firstDay: string;
    /** A club without a generator has consumption, costs and a signal all the same. */
    readonly generators: readonly Generator[];
  };
  /** Pause between two cycles; each is drawn out by up to a tenth by chance. */
  readonly syncIntervalS: number;
}

/** With a certificate of its own authority for these hosts, or with one of somebody that everyone trusts. */
export type TlsConfig =
  | { readonly hosts: readonly string[] }
  | { readonly certFile: string; readonly keyFile: string; readonly trustFile: string | undefined };

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
    http: {
      host: e.SERVER_HTTP_HOST,
      port: e.SERVER_HTTP_PORT,
      names: e.SERVER_HTTP_NAMES.split(/[\s,]+/).filter((name) => name !== ''),
    },
    tls: tlsOf(e),
    authority: {
      dir: e.SERVER_AUTHORITY_DIR ?? join(e.SERVER_DATA_DIR, 'authority'),
      hubDays: e.SERVER_HUB_CERTIFICATE_DAYS,
    },
    broker:
      e.SERVER_MQTT_URL === undefined
        ? undefined
        : { url: e.SERVER_MQTT_URL, hubUrl: e.SERVER_MQTT_HUB_URL ?? e.SERVER_MQTT_URL },
    fleetIntervalS: e.SERVER_FLEET_INTERVAL_S,
    kioskDir: e.SERVER_KIOSK_DIR,
    dataDir: e.SERVER_DATA_DIR,
    database: {
      socketPath: e.SERVER_DB_SOCKET,
      user: e.SERVER_DB_USER,
      password: e.SERVER_DB_PASSWORD_FILE && textOf('SERVER_DB_PASSWORD_FILE', e.SERVER_DB_PASSWORD_FILE),
      name: e.SERVER_DB_NAME,
    },
    epower: {
      url: e.SERVER_EPOWER_URL,
      prefix: e.SERVER_EPOWER_PREFIX,
      clubToken: textOf('SERVER_EPOWER_TOKEN_FILE', e.SERVER_EPOWER_TOKEN_FILE),
    },
    weather: {
      ...{ rain: e.SERVER_RAIN_URL, sun: e.SERVER_SUN_URL, wind: e.SERVER_WIND_URL },
      openMeteo: openMeteoOf(e),
    },
    club: {
      key: e.SERVER_CLUB,
      name: e.SERVER_CLUB_NAME,
      firstDay: e.SERVER_CLUB_FIRST_DAY,
      generators: generatorsOf(e),
    },
    syncIntervalS: e.SERVER_SYNC_INTERVAL_S,
  };
}

function generatorsOf(e: Environment): readonly Generator[] {
  const path = e.SERVER_GENERATORS_FILE;
  if (path !== undefined) return readGenerators('SERVER_GENERATORS_FILE', textOf('SERVER_GENERATORS_FILE', path));
  return e.SERVER_GENERATOR === 'none' ? [] : [{ type: 'hydro', maxKW: e.SERVER_GENERATOR_MAX_KW }];
}

function openMeteoOf(e: Environment): WeatherSources['openMeteo'] {
  const { SERVER_LATITUDE: latitude, SERVER_LONGITUDE: longitude, SERVER_OPEN_METEO_KEY_FILE: keyFile } = e;
  if (latitude === undefined && longitude === undefined) return undefined;
  if (latitude === undefined || longitude === undefined)
    throw new ConfigError('SERVER_LATITUDE and SERVER_LONGITUDE belong together');
  return {
    ...{
      url: e.SERVER_OPEN_METEO_URL,
      latitude,
      longitude,
      tilt: e.SERVER_PANEL_TILT,
      azimuth: e.SERVER_PANEL_AZIMUTH,
    },
    key: keyFile && textOf('SERVER_OPEN_METEO_KEY_FILE', keyFile),
  };
}

function tlsOf(e: Environment): TlsConfig | undefined {
  const { SERVER_TLS_HOSTS: hosts, SERVER_TLS_CERT_FILE: certFile, SERVER_TLS_KEY_FILE: keyFile } = e;
  if (certFile && keyFile) return { certFile, keyFile, trustFile: e.SERVER_TLS_TRUST_FILE };
  if (certFile ?? keyFile) throw new ConfigError('SERVER_TLS_CERT_FILE and SERVER_TLS_KEY_FILE belong together');
  return hosts && { hosts };
}

function textOf(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    throw new ConfigError(`${variable}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
