/** Longer payloads are not looked into. The longest known, a Shelly's full status, takes a tenth of it. */
const MAX_TEXT = 65_536;
const MAX_NUMBER_TEXT = 32;
/** No quantity of a household is greater, whatever its unit. */
const MAX_MAGNITUDE = 1e9;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** C code prints these bare where JSON has no number for them. */
const BARE = /([:[,])([ \t]{0,8})[+-]?(?:nan|inf(?:inity)?)(?=[\s,\]}])/gi;

/** A value of outside JSON; undefined for text that is none or too long. Bare `nan` and `inf` become null, the rest is kept. */
export function json(text: string, maxLength = MAX_TEXT): unknown {
  if (text.length > maxLength) return undefined;
  return parsed(text) ?? parsed(text.replace(BARE, '$1$2null'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value at a path of own keys; undefined where the path ends early. A number picks from a list. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}

/** A finite number, or the decimal text of one. `null`, `"unavailable"`, NaN and infinities are no number, and never 0. */
export function number(value: unknown): number | undefined {
  const found = typeof value === 'string' ? fromText(value) : value;
  return typeof found === 'number' && Math.abs(found) <= MAX_MAGNITUDE ? found : undefined;
}

function fromText(text: string): number | undefined {
  const trimmed = text.length <= MAX_NUMBER_TEXT ? text.trim() : '';
  return DECIMAL.test(trimmed) ? Number(trimmed) : undefined;
}

/** A number that cannot be negative, such as a total. */
export function total(value: unknown): number | undefined {
  const found = number(value);
  return found !== undefined && found >= 0 ? found : undefined;
}

/** The number times `factor`; undefined stays undefined. */
export const scaled = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor;

const ON = new Set(['on', '1', 'true']);
const OFF = new Set(['off', '0', 'false']);

/** On or off as devices write it: `ON`, `off`, `1`, `true`; undefined for anything else. */
export function onOff(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string' || value.length > MAX_NUMBER_TEXT) return undefined;
  const text = value.trim().toLowerCase();
  if (ON.has(text)) return true;
  return OFF.has(text) ? false : undefined;
}

/** Text of at most `length` characters. */
export const shortText = (value: unknown, length = 64): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= length ? value : undefined;

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

/** Unix seconds of a stamp with its zone: a number of seconds, or ISO 8601 text with `Z` or an offset. */
export function instant(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 0 && value < 1e11 ? Math.floor(value) : undefined;
  if (typeof value !== 'string' || !ISO_INSTANT.test(value)) return undefined;
  const milliseconds = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}
