import { SshPublicKey } from '@hub/contracts';
import * as z from 'zod/mini';
import { COUNTRIES } from './countries';

/** WPA: 8–63 printable characters, or the 64 hexadecimal digits of the key itself. */
const wifiPassword = z
  .string()
  .check(
    z.regex(/^(?:[\x20-\x7e]{8,63}|[0-9A-Fa-f]{64})$/, 'must be 8 to 63 plain characters (or 64 hexadecimal digits)'),
  );

const networkName = z.string().check(
  z.refine((text) => {
    const bytes = new TextEncoder().encode(text).length;
    return bytes >= 1 && bytes <= 32;
  }, 'must be 1 to 32 bytes long'),
  z.refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters'),
);

const country = z
  .string()
  .check(
    z.refine((code) => COUNTRIES.has(code), 'must be a country by its two capital letters (the United Kingdom is GB)'),
  );

const wifi = z.strictObject({
  ssid: networkName,
  password: wifiPassword,
  country: z._default(country, 'GB'),
  hidden: z._default(z.boolean(), false),
});

const timeZone = z.string().check(z.refine(isTimeZone, 'must be a zone such as Europe/London'));

const system = z.strictObject({
  locale: z.optional(z.enum(['en', 'cy'])),
  timezone: z.optional(timeZone),
});

const ssh = z.strictObject({ authorized_keys: z.array(SshPublicKey).check(z.minLength(1), z.maxLength(16)) });

const server = z.strictObject({
  address: z.string().check(z.refine(isServerAddress, 'must be an https:// address without path')),
});

/** Everything `cydynni.toml` may say. A key that is not here is an error: a typing mistake must not be silent. */
export const Preseed = z.strictObject({
  wifi: z.optional(wifi),
  system: z.optional(system),
  ssh: z.optional(ssh),
  server: z.optional(server),
});
export type Preseed = z.infer<typeof Preseed>;
export type Wifi = z.infer<typeof wifi>;

function isTimeZone(name: string): boolean {
  try {
    return (
      /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(name) &&
      new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
    );
  } catch {
    return false;
  }
}

function isServerAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' && url.username === '' && url.pathname === '/' && url.search === '' && url.hash === ''
  );
}
