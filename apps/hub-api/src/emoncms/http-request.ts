/** Parameters of the address and of a form in the body; the body wins. Anything that is not text is left out. */
export function parametersOf(query: unknown, body: unknown): Record<string, string> {
  const all = { ...fieldsOf(query), ...fieldsOf(body) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

const fieldsOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** The key of a request: `apikey=…`, or `Authorization: Bearer …`. */
export function keyOf(
  parameters: Readonly<Record<string, string>>,
  authorization: string | undefined,
): string | undefined {
  return parameters['apikey'] ?? /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
}

/** Addresses that emoncms has, with and without its folder, however many slashes a client puts between. */
const EMONCMS = /^\/+(?:emoncms\/+)?(?:feed|input|user)(?:\/|$)/;

/**
 * The address that a client of emoncms means: slashes are one, and parameters begin with `?` where it begins them with
 * `&`. Undefined for an address of others.
 */
export function emoncmsAddress(url: string): string | undefined {
  const end = url.search(/[?&]/);
  const path = end < 0 ? url : url.slice(0, end);
  if (!EMONCMS.test(path)) return undefined;
  return path.replace(/\/{2,}/g, '/') + (end < 0 ? '' : `?${url.slice(end + 1)}`);
}

/** `/emoncms/feed/data.json?id=1` is the route `feed/data`; undefined for an address that no text can be. */
export function routeOf(url: string): string | undefined {
  const end = url.indexOf('?');
  try {
    return decodeURIComponent(end < 0 ? url : url.slice(0, end))
      .replace(/^\/(?:emoncms\/)?/, '')
      .replace(/\.(?:json|html|csv)$/, '')
      .replace(/\/$/, '');
  } catch {
    return undefined;
  }
}

/** Digits as programs write the number of a row. */
const ROW = /^[1-9]\d{0,9}$/;

/** The number of a feed or an input, of an address or of JSON; 0, which nothing has, for any other spelling of one. */
export const rowOf = (value: unknown): number =>
  (typeof value === 'string' || typeof value === 'number') && ROW.test(String(value)) ? Number(value) : 0;
