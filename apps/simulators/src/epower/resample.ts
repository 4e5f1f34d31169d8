import { HALF_HOUR_S } from '@hub/domain/time';
import { chance, pick } from './chance';
import type { Home } from './homes';

const WEEK = 336;
const WEEK_S = 604_800;
/** Unix time 0 was a Thursday: the first Monday came four days later. */
const FIRST_MONDAY_S = 4 * 86_400;
/** A week is taken from this many weeks around the same season. */
const SEASON_REACH = 5;
const WEEKS_A_YEAR = 52;

/** Number of the week, from Monday to Sunday in UTC, that holds `time`. */
export const weekOf = (time: number): number => Math.floor((time - FIRST_MONDAY_S) / WEEK_S);
export const weekStart = (week: number): number => FIRST_MONDAY_S + week * WEEK_S;

/**
 * One week of a member of the club: a whole recorded week of a real home of the same season, so that evenings, weekends and gaps
 * stay as people made them. Every member keeps to one home; which of its weeks comes is chance by name.
 */
export function memberWeek(homes: readonly Home[], member: number, week: number): Float64Array {
  const home = homes[member % homes.length];
  if (home === undefined) throw new Error('a club needs at least one home');
  const first = weekOf(home.start + WEEK_S - HALF_HOUR_S);
  const whole = Math.floor((home.start + home.wh.length * HALF_HOUR_S - weekStart(first)) / WEEK_S);
  const season = week + (home.southern ? WEEKS_A_YEAR / 2 : 0) - first;
  const alike: number[] = [];
  for (let candidate = 0; candidate < whole; candidate += 1) {
    const apart = Math.abs((((season - candidate) % WEEKS_A_YEAR) + WEEKS_A_YEAR) % WEEKS_A_YEAR);
    if (Math.min(apart, WEEKS_A_YEAR - apart) <= SEASON_REACH) alike.push(candidate);
  }
  // A recording shorter than a year has seasons it never saw: any of its weeks must do.
  const chosen = alike.length > 0 ? alike[pick(alike.length, member, week)] : pick(whole, member, week);
  const from = (weekStart(first + (chosen ?? 0)) - home.start) / HALF_HOUR_S;
  return home.wh.subarray(from, from + WEEK);
}

/** Half-hours of a member from `start` (on the half-hour), in watt-hours. */
export function memberSeries(homes: readonly Home[], member: number, start: number, count: number): Float64Array {
  const series = new Float64Array(count);
  for (let week = weekOf(start); weekStart(week) < start + count * HALF_HOUR_S; week += 1) {
    const values = memberWeek(homes, member, week);
    const offset = (weekStart(week) - start) / HALF_HOUR_S;
    for (const [slot, wh] of values.entries()) {
      if (offset + slot >= 0 && offset + slot < count) series[offset + slot] = wh;
    }
  }
  return series;
}

/** Thin out a series: `perMille` of its half-hours become gaps, chosen by name. */
export function withGaps(series: Float64Array, perMille: number, member: number, firstHalfHour: number): Float64Array {
  if (perMille === 0) return series;
  return series.map((wh, slot) => (chance(member, firstHalfHour + slot, 77) * 1000 < perMille ? NaN : wh));
}
