import type { Reading } from '@hub/domain/metering';
import type { Instant } from '@hub/domain/time';
import { jsonOf } from '../reading/json';
import { MAX_BULK_BYTES, MAX_BULK_VALUES } from '../reading/limits';
import { cleanName } from '../reading/name';
import { numberOf } from '../reading/number';
import { judged, type Parsed, rejected, type RejectionReason } from '../reading/parsed';
import { type Arrival, liveStamp, stampOf } from '../reading/stamp';
import { type Named, readingsOf, valuesOfObject } from './values';

/** Parameters of `input/bulk`: offsets of rows count from `time`, else from `sentat` or `offset` before now, else the last row is now. */
export interface InputBulk {
  readonly data: string;
  readonly time?: string | undefined;
  readonly sentat?: string | undefined;
  readonly offset?: string | undefined;
}

/** Rows of a name and a table inside a list inside the list. */
const BULK_DEPTH = 4;

/** Parses emoncms's `input/bulk`: rows `[offset, node, value, …]`, values numbered from 1 or `{"name": value}`. */
export function parseInputBulk(given: InputBulk, arrival: Arrival): Parsed {
  const json = jsonOf(given.data, { maxBytes: MAX_BULK_BYTES, maxDepth: BULK_DEPTH });
  if (!json.ok) return rejected(json.reason);
  if (!Array.isArray(json.value)) return rejected('bad-shape');
  const rows: readonly unknown[] = json.value;
  const base = baseOf(given, rows, arrival);
  if (typeof base === 'string') return rejected(base);
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  for (const row of rows) {
    const parsed = rowOf(row, base, arrival);
    readings.push(...parsed.readings);
    rejections.push(...parsed.rejections);
    if (readings.length + rejections.length > MAX_BULK_VALUES) return rejected('too-many-values');
  }
  return judged(readings, rejections);
}

function rowOf(row: unknown, base: Instant, arrival: Arrival): Parsed {
  if (!Array.isArray(row)) return rejected('bad-shape');
  const [rawOffset, rawNode, ...rest] = row as unknown[];
  const offset = wholeOf(rawOffset);
  if (offset === undefined) return rejected('bad-time');
  const node = typeof rawNode === 'string' || typeof rawNode === 'number' ? cleanName(String(rawNode)) : undefined;
  if (node === undefined) return rejected('bad-name');
  const time = liveStamp(base + offset, arrival);
  return typeof time === 'string' ? rejected(time) : readingsOf(node, namedValues(rest), time);
}

function namedValues(values: readonly unknown[]): readonly Named[] {
  let place = 0;
  return values.flatMap((value): readonly Named[] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return valuesOfObject(value).values;
    place += 1;
    return [[String(place), value]];
  });
}

/** Where offsets count from. `sentat` is the sender's clock at sending, `offset` how long ago it was. */
function baseOf(given: InputBulk, rows: readonly unknown[], arrival: Arrival): Instant | 'bad-time' {
  if (given.time !== undefined && given.time !== '') return stampOf(given.time, arrival);
  const now = Math.floor(arrival.receivedAt);
  const last: unknown = rows.at(-1);
  const behind = wholeOf(given.sentat || given.offset || (Array.isArray(last) ? last[0] : 0));
  return behind === undefined ? 'bad-time' : now - behind;
}

/** Whole seconds of a number, or of a text that spells one by the rule of every value. */
function wholeOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return typeof number === 'number' ? Math.trunc(number) : undefined;
}
