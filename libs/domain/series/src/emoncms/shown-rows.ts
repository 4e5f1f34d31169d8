import { type Zone, zoneOf } from '@hub/domain/time';
import type { RowBatch } from '../query/query';
import { csvValue, roundHalfAway } from './round';
import { excelText, isoText, type TimeFormat, shownTime } from './time-text';

export type ShownRow = readonly [time: number | string, value: number | null] | number | null;

/** Rows as the JSON of the feed API has them. */
export function shownRows(batch: RowBatch, format: TimeFormat, zone: Zone, dp?: number): ShownRow[] {
  return Array.from({ length: batch.length }, (_, row) => {
    const known = batch.values[row] ?? NaN;
    const rounded = dp === undefined ? known : roundHalfAway(known, dp);
    const value = Number.isNaN(rounded) ? null : rounded;
    return format === 'notime' ? value : [shownTime(batch.times[row] ?? 0, format, zone), value];
  });
}

/** A row's time in a CSV of one feed: seconds, or text. */
export function csvTime(time: number, format: TimeFormat, zone: Zone): string {
  if (format === 'excel') return excelText(time, zone);
  return format === 'iso8601' ? isoText(time, zone) : String(time);
}

/** Lines of a CSV of one feed. */
export function csvLines(batch: RowBatch, format: TimeFormat, timezone: string): string {
  const zone = zoneOf(timezone);
  let text = '';
  for (let row = 0; row < batch.length; row++) {
    text += `${csvTime(batch.times[row] ?? 0, format, zone)},${csvValue(batch.values[row] ?? NaN)}\n`;
  }
  return text;
}
