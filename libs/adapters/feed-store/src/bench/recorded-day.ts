import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const HALF_HOUR_S = 1800;
const HALF_HOURS = 48;
const WS_PER_KWH = 3_600_000;

/** A day of one home: kWh of each half-hour, NaN where the recording has none. */
export type RecordedDay = readonly number[];

/** What a feed gets at a second of the day; NaN: nothing was sent. */
export type ValueAt = (second: number) => number;

/** The day in the middle of each home's recording, gaps and all. Source and licences: README beside the files. */
export function recordedDays(folder: string): readonly RecordedDay[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv.gz'))
    .map((name) => {
      const [, ...lines] = gunzipSync(readFileSync(join(folder, name)))
        .toString()
        .split('\n');
      const middle = Math.floor(lines.length / 2 / HALF_HOURS) * HALF_HOURS;
      return lines.slice(middle, middle + HALF_HOURS).map((line) => (line === '' ? NaN : Number(line)));
    });
}

/**
 * The power that a meter shows, every `stepS`: no one recorded that, so each half-hour is spread over its readings, unevenly,
 * at whole watts. Their sum is the half-hour's to the rounding.
 */
export function powerOf(day: RecordedDay, stepS: number, seed: number): ValueAt {
  const steps = HALF_HOUR_S / stepS;
  const weights = Array.from({ length: HALF_HOURS * steps }, (_, at) => {
    const noise = Math.imul((at + 1) ^ (seed * 0x9e3779b1), 0x85ebca6b) >>> 16;
    return 0.5 + (noise & 1023) / 1024;
  });
  const sums = day.map((_, half) => weights.slice(half * steps, (half + 1) * steps).reduce((a, b) => a + b, 0));
  return (second) => {
    const half = Math.floor(second / HALF_HOUR_S);
    const share = (weights[Math.floor(second / stepS)] ?? 0) / (sums[half] ?? 1);
    return Math.round(((day[half] ?? NaN) * share * WS_PER_KWH) / stepS);
  };
}

/** The register beside it, at whole watt-hours. */
export function registerOf(day: RecordedDay, stepS: number, seed: number): ValueAt {
  const power = powerOf(day, stepS, seed);
  let [kWh, at] = [10_000, 0];
  return (second) => {
    for (; at <= second; at += stepS) kWh += ((power(at) || 0) * stepS) / WS_PER_KWH;
    return Number.isNaN(power(second)) ? NaN : Math.round(kWh * 1000) / 1000;
  };
}
