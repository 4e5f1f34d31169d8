import { floatOf, intOf, timeOf } from '@hub/domain/series';
import { parsedJson } from './exchange';

/** Values of one node at one time. */
export interface InputMessage {
  readonly node: string;
  readonly time: number;
  readonly values: readonly { readonly name: string; readonly value: number }[];
}

type Parameters = Readonly<Record<string, string>>;

const filtered = (text: string): string => text.replace(/[^\p{L}\p{N}_\s\-.]/gu, '');

/** A time of a request: seconds or a date; what cannot be read is now, as in emoncms. */
const timeOr = (text: string | undefined, now: number, timezone: string): number =>
  text === undefined ? Math.trunc(now) : (timeOf(text, timezone) ?? Math.trunc(now));

/** Values of an object; null where it has none. Nested objects and null are left out. */
function valuesOf(object: object): InputMessage['values'] {
  return Object.entries(object).flatMap(([name, value]: [string, unknown]) =>
    value === null || typeof value === 'object' ? [] : [{ name: filtered(name), value: floatOf(value) }],
  );
}

/** emoncms' own light JSON: `{a:1,b:2}`, quotes or not. */
function lightJson(text: string): object {
  const pairs = text.replace(/["'{}]/g, '').split(',');
  const named = pairs.map((pair) => pair.split(':')).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as Record<string, string>;
}

const numbered = (text: string): object => Object.fromEntries(text.split(',').map((value, at) => [at + 1, value]));

/** `input/post`; a text is why there is nothing to take. */
export function inputPost(given: Parameters, now: number, timezone: string): InputMessage | string {
  const node = filtered(given['node'] ?? '0');
  const time = timeOr(given['time'], now, timezone);
  const { fulljson, json, csv, data } = given;
  if (fulljson !== undefined) {
    const parsed = parsedJson(fulljson);
    if (typeof parsed !== 'object' || parsed === null) return 'Input in not a valid JSON object';
    const { time: own, ...rest } = parsed as Record<string, unknown>;
    const ownTime =
      own === undefined
        ? time
        : timeOr(typeof own === 'number' || typeof own === 'string' ? `${own}` : '', now, timezone);
    return { node, time: ownTime, values: valuesOf(rest) };
  }
  if (csv !== undefined) return { node, time, values: valuesOf(numbered(csv)) };
  const light = json ?? data;
  if (light === undefined) return 'Request contains no data via csv, json or data tag';
  return { node, time, values: valuesOf(light.includes(':') ? lightJson(light) : numbered(light)) };
}

/** `input/bulk`: rows `[offset, node, value, …]`; a text is what is wrong with it. */
export function inputBulk(given: Parameters, now: number): readonly InputMessage[] | string {
  const rows = parsedJson(given['data'] ?? '');
  if (!Array.isArray(rows)) return 'Format error, json string supplied is not valid';
  const parsed = rows.filter(Array.isArray) as unknown[][];
  const base = bulkBase(given, now, intOf(parsed.at(-1)?.[0]));
  return parsed.map(([offset, node, ...values]) => ({
    node: filtered(typeof node === 'string' ? node : String(intOf(node))),
    time: base + intOf(offset),
    values: values.flatMap((value, at) =>
      typeof value === 'object' && value !== null ? valuesOf(value) : [{ name: String(at + 1), value: floatOf(value) }],
    ),
  }));
}

/** Where offsets count from: `time`, `sentat` (the sender's clock at sending), or the last row is now. */
function bulkBase(given: Parameters, now: number, lastOffset: number): number {
  if (given['time'] !== undefined) return intOf(given['time']);
  if (given['sentat'] !== undefined) return Math.trunc(now) - intOf(given['sentat']);
  if (given['offset'] !== undefined) return Math.trunc(now) - intOf(given['offset']);
  return Math.trunc(now) - lastOffset;
}
