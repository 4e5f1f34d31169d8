import type { Reading } from '@hub/domain/metering';
import type { Instant } from '@hub/domain/time';
import { MAX_NAME_LENGTH, MAX_VALUES } from '../reading/limits';
import { cleanName } from '../reading/name';
import { numberOf } from '../reading/number';
import { judged, type Parsed, rejected, type RejectionReason } from '../reading/parsed';
import { sources } from '../reading/source';

/** A named value as it came. */
export type Named = readonly [name: string, value: unknown];

/** The values of a message and the stamp among them; undefined where it carries none. */
export interface Stamped {
  readonly values: readonly Named[];
  readonly stamp: unknown;
}

/** Values of a JSON object; `time` in any case is its stamp. `{"p": {"name": "ct1", "value": 10}}` is `p_ct1`. */
export function valuesOfObject(object: object): Stamped {
  const entries: readonly Named[] = Object.entries(object);
  const stamp = entries.find(([key, value]) => isTimeKey(key) && value !== null)?.[1];
  return { values: entries.filter(([key]) => !isTimeKey(key)).flatMap(unwrapped), stamp };
}

/** Values of a list, named by their place from `first` on. */
export const valuesOfList = (list: readonly unknown[], first: number): readonly Named[] =>
  list.map((value, at) => [String(first + at), value]);

/**
 * emoncms's short forms: `{a:1,b:2}` with or without quotes and braces, or numbers with commas, named by their place
 * from 1 on. A blank place is no value and keeps its number. Signs are taken off in pairs, from around the whole or one
 * value, never from within: `1"2` is not 12. Undefined where a bracket lacks its pair: the end may be cut off.
 */
export function valuesOfText(text: string): Stamped | undefined {
  if (countOf(text, OPENING) !== countOf(text, CLOSING)) return undefined;
  const bare = peeled(text);
  const parts = bare.split(',').map((part) => part.trim());
  if (!bare.includes(':')) return { values: valuesOfList(parts.map(blankIsNull), 1), stamp: undefined };
  const entries = parts
    .filter((part) => part !== '')
    .map((part): Named => {
      const at = part.indexOf(':');
      return at < 0 ? [part, undefined] : [unquoted(part.slice(0, at)), blankIsNull(part.slice(at + 1))];
    });
  const stamp = entries.find(([key, value]) => isTimeKey(key) && value !== null)?.[1];
  return { values: entries.filter(([key]) => !isTimeKey(key)), stamp };
}

/** What can be kept of the values of a node at one time, and why the rest cannot. null is no value. */
export function readingsOf(
  node: string,
  values: readonly Named[],
  time: Instant,
  nameOf: (key: string) => string | undefined = cleanName,
): Parsed {
  if (values.length > MAX_VALUES) return rejected('too-many-values');
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  for (const [key, raw] of values) {
    if (raw === null) continue;
    const name = nameOf(key);
    const value = numberOf(raw);
    if (name === undefined) rejections.push('bad-name');
    else if (typeof value === 'string') rejections.push(value);
    else readings.push({ source: sources.device(node, name), time, value });
  }
  return judged(readings, rejections);
}

const isTimeKey = (key: string): boolean => key.length < MAX_NAME_LENGTH && key.trim().toLowerCase() === 'time';

const OPENING = /[{[]/g;
const CLOSING = /[}\]]/g;
const countOf = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;

/** Without the braces or brackets around the whole. */
function peeled(text: string): string {
  const outer = unquotedWhole(text.trim());
  return /^(?:\{[\s\S]*\}|\[[\s\S]*\])$/.test(outer) ? outer.slice(1, -1) : outer;
}

/** `"{a:1}"` is `{a:1}`; `"a":1,"b":"2"` only looks as if it were quoted. */
const unquotedWhole = (text: string): string => (/^(["'])[{[]/.test(text) ? unquoted(text) : text);

/** Without blanks and the pair of quotes around it. */
function unquoted(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed[0];
  const isQuoted = trimmed.length > 1 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return isQuoted ? trimmed.slice(1, -1).trim() : trimmed;
}

function blankIsNull(text: string): string | null {
  const bare = unquoted(text);
  return bare === '' || bare === 'null' ? null : bare;
}

/** An object with a `value` is that value; any other object or list is none that emoncms knows. */
function unwrapped([key, value]: Named): readonly Named[] {
  if (typeof value !== 'object' || value === null) return [[key, value]];
  if (Array.isArray(value) || !('value' in value)) return [];
  const name = 'name' in value && typeof value.name === 'string' ? `${key}_${value.name}` : key;
  return [[name, value.value]];
}
