import { zoneOf } from '@hub/domain/time';
import type { FeedStore } from '../feed-store';
import { MAX_SPLIT_HOURS, splitTimes } from '../query/split';
import { refusal } from './data-request';
import { floatOf, intOf } from './php-values';
import { shownRows } from './shown-rows';
import { TIME_FORMATS, type TimeFormat } from './time-text';

/** Periods of one answer: eleven years of days. */
const MAX_SPLIT_ROWS = 4_000;

export type RawArguments = Readonly<Record<string, unknown>>;

export const timeFormatOf = (raw: RawArguments): TimeFormat =>
  TIME_FORMATS.find((known) => known === raw['timeformat']) ?? 'unixms';

function parsedOr(fallback: unknown, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return fallback;
  }
}

/** Rows of a time-of-use request: `[[start, [value, …]], …]`; `scale` 1000 where its times are milliseconds. */
export async function splitAnswer(store: FeedStore, id: number, raw: RawArguments, scale: number): Promise<unknown> {
  const hours = parsedOr(undefined, String(raw['split']));
  const period = String(raw['mode']);
  if (!Array.isArray(hours) || hours.length > MAX_SPLIT_HOURS) return false;
  if (period !== 'daily' && period !== 'weekly' && period !== 'monthly') return false;
  const timezone = String(raw['timezone']);
  const query = { start: intOf(raw['start']) / scale, end: intOf(raw['end']) / scale, period, timezone } as const;
  const rows: unknown[] = [];
  for (const { time, at } of splitTimes({ ...query, hours: hours.map(floatOf) })) {
    const values = await store.valuesAt(id, at);
    const [shown] = shownRows(
      { length: 1, times: Float64Array.of(time), values: Float64Array.of(0) },
      timeFormatOf(raw),
      zoneOf(timezone),
    );
    rows.push(Array.isArray(shown) ? [shown[0] as unknown, values] : values);
    if (rows.length > MAX_SPLIT_ROWS) return refusal(`more than ${MAX_SPLIT_ROWS} periods; ask for a shorter range`);
  }
  return rows;
}
