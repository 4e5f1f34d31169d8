import { isZone } from '@hub/domain/time';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const file = z.optional(text);
const address = z
  .string()
  .check(z.regex(/^https?:\/\/.+[^/]$/, 'must be http:// or https:// without a slash at its end'));
const broker = z.string().check(z.regex(/^mqtts:\/\/[^/]+$/, 'must be mqtts://host:port'));
const hosts = z.pipe(
  z.string().check(z.regex(/^[\w.:,-]+$/, 'must be host names and addresses with commas between them')),
  z.transform((list) => list.split(',').filter((host) => host !== '')),
);
const degrees = (least: number, most: number) => z.coerce.number().check(z.minimum(least), z.maximum(most));
const seconds = (least: number) => z.coerce.number().check(z.minimum(least));

/** Environment of the process: every variable that the community server reads, with its default. */
export const Environment = z.object({
  SERVER_HTTP_HOST: z._default(text, '127.0.0.1'),
  SERVER_HTTP_PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 8080),
  SERVER_HTTP_NAMES: z._default(z.string(), ''),
  SERVER_TLS_HOSTS: z.optional(hosts),
  SERVER_TLS_CERT_FILE: file,
  SERVER_TLS_KEY_FILE: file,
  SERVER_TLS_TRUST_FILE: file,
  SERVER_AUTHORITY_DIR: file,
  SERVER_HUB_CERTIFICATE_DAYS: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 365),
  SERVER_MQTT_URL: z.optional(broker),
  SERVER_MQTT_HUB_URL: z.optional(broker),
  SERVER_FLEET_INTERVAL_S: z._default(seconds(1), 30),
  SERVER_KIOSK_DIR: file,
  SERVER_DATA_DIR: text,
  SERVER_DB_SOCKET: z._default(text, '/run/mysqld/mysqld.sock'),
  SERVER_DB_USER: z._default(text, 'cydynni'),
  SERVER_DB_PASSWORD_FILE: file,
  SERVER_DB_NAME: z._default(text, 'cydynni'),
  SERVER_EPOWER_URL: address,
  SERVER_EPOWER_PREFIX: z._default(z.string().check(z.regex(/^[\w.]+$/)), 'cyd'),
  SERVER_EPOWER_TOKEN_FILE: text,
  SERVER_RAIN_URL: z.optional(address),
  SERVER_SUN_URL: z.optional(address),
  SERVER_WIND_URL: z.optional(address),
  SERVER_LATITUDE: z.optional(degrees(-90, 90)),
  SERVER_LONGITUDE: z.optional(degrees(-180, 180)),
  SERVER_PANEL_TILT: z._default(degrees(0, 90), 35),
  SERVER_PANEL_AZIMUTH: z._default(degrees(-180, 180), 0),
  SERVER_OPEN_METEO_URL: z._default(address, 'https://api.open-meteo.com/v1/forecast'),
  SERVER_OPEN_METEO_KEY_FILE: file,
  SERVER_CLUB: z._default(z.string().check(z.regex(/^[a-z]+$/, 'must be small letters')), 'bethesda'),
  SERVER_CLUB_NAME: z._default(z.string().check(z.minLength(1), z.maxLength(64)), 'Bethesda'),
  SERVER_CLUB_FIRST_DAY: z._default(z.iso.date(), '2016-10-01'),
  SERVER_GENERATOR: z._default(z.enum(['hydro', 'none']), 'hydro'),
  SERVER_GENERATORS_FILE: file,
  SERVER_GENERATOR_MAX_KW: z._default(z.coerce.number().check(z.positive()), 98),
  SERVER_SYNC_INTERVAL_S: z._default(seconds(1), 3600),
  SERVER_LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  SERVER_TIME_ZONE: z._default(z.string().check(z.refine(isZone, 'is no time zone of this system')), 'Europe/London'),
  SERVER_VERSION: z.optional(text),
});
export type Environment = z.infer<typeof Environment>;
