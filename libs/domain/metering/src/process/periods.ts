import type { Point } from '@hub/domain/series';
import { lastedS, WS_PER_KWH } from './elapsed';
import { known, lastKnown, type Memory, type Process, type ProcessResult, type ProcessWorld, stored } from './process';
import { MOST_POWER_KW } from './register';

const WH_PER_KWH = 1000;
const S_PER_H = 3600;
const S_PER_MIN = 60;

/** A stretch of the local day, and the time its value is stored at. */
interface Period {
  readonly start: number;
  readonly label: number;
}
type PeriodOf = (time: number, world: ProcessWorld, minutes: number) => Period;
/** What a reading adds, and whether it was spread evenly since the one before. */
type Increment = (
  value: number,
  before: Memory | null,
  time: number,
) => { readonly amount: number; readonly even: boolean };

const day: PeriodOf = (time, world) => {
  const start = world.dayStart(time);
  return { start, label: start };
};

/** Counted from local midnight, stored at its end. */
const minutesOfDay: PeriodOf = (time, world, minutes) => {
  const lengthS = Math.max(1, Math.trunc(minutes)) * S_PER_MIN;
  const midnight = world.dayStart(time);
  const start = midnight + Math.floor((time - midnight) / lengthS) * lengthS;
  return { start, label: start + lengthS };
};

/** A sum that starts again with each period. What falls on both sides of a boundary is shared between them by time. */
const sumOf =
  (name: string, periodOf: PeriodOf, increment: Increment) =>
  (value: number | null, feedId: number, world: ProcessWorld, minutes: number): ProcessResult => {
    if (!known(value)) return { value };
    const { time } = world;
    const key = `${name}:${feedId}`;
    const before = world.remembered(key);
    if (before !== null && time <= before.time) return { value };
    const period = periodOf(time, world, minutes);
    const { amount, even } = increment(value, before, time);
    const ended = before === null ? null : endedPeriod(before, periodOf(before.time, world, minutes), period);
    const past = ended !== null && even ? (amount * (period.start - ended.from)) / (time - ended.from) : 0;
    const total = (ended === null ? soFar(before, lastKnown(world, feedId), period) : 0) + amount - past;
    const writes = [stored(feedId, period.label, total, 'missing')];
    if (ended !== null && past !== 0) writes.unshift(stored(feedId, ended.label, ended.total + past, 'missing'));
    return { value, remember: { key, feedId, memory: { time, value, total } }, writes };
  };

/** The period of the reading before, when it is another one. */
const endedPeriod = (
  { time, total = 0 }: Memory,
  earlier: Period,
  now: Period,
): { readonly from: number; readonly label: number; readonly total: number } | null =>
  earlier.start === now.start ? null : { from: time, label: earlier.label, total };

/** After a start only the feed knows. */
const soFar = (before: Memory | null, last: Point | null, { label }: Period): number =>
  before?.total ?? (last?.time === label ? last.value : 0);

const energy: Increment = (powerW, before, time) => ({
  amount: (lastedS(before, time) * powerW) / WS_PER_KWH,
  even: true,
});
const onTime: Increment = (value, before, time) => ({ amount: value > 0 ? lastedS(before, time) : 0, even: true });
const wattHours: Increment = (value) => ({ amount: value / WH_PER_KWH, even: false });

/** Growth of a register. Over an outage it is not known when it was: it counts for the period it was read in. */
const growth: Increment = (value, before, time) => {
  const grown = before === null ? 0 : value - before.value;
  const elapsedH = before === null ? 0 : (time - before.time) / S_PER_H;
  return { amount: grown > 0 && grown / elapsedH < MOST_POWER_KW ? grown : 0, even: lastedS(before, time) > 0 };
};

const customSum = sumOf('power_to_kwh_custom', minutesOfDay, energy);

const best =
  (pick: (a: number, b: number) => number): Process =>
  (value, feedId, world) => {
    if (!known(value)) return { value };
    const { label } = day(world.time, world, 0);
    const last = lastKnown(world, feedId);
    const bestYet = last !== null && last.time === label ? pick(last.value, value) : value;
    return { value, writes: [stored(feedId, label, bestYet, 'missing')] };
  };

/** Steps that keep one value for each local day, or each few minutes of it. */
export const PERIODS: Readonly<Record<string, Process>> = {
  power_to_kwhd: sumOf('power_to_kwhd', day, energy),
  kwh_to_kwhd: sumOf('kwh_to_kwhd', day, growth),
  whinc_to_kwhd: sumOf('whinc_to_kwhd', day, wattHours),
  input_ontime: sumOf('input_ontime', day, onTime),
  update_feed_data: (value, feedId, world) => {
    const writes = known(value) ? [stored(feedId, world.dayStart(world.time), value, 'missing')] : [];
    return { value, writes };
  },
  power_to_kwh_custom: (value, minutes, world, feedId) => customSum(value, feedId, world, minutes),
  max_value: best(Math.max),
  min_value: best(Math.min),
};
