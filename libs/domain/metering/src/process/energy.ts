import type { Point } from '@hub/domain/series';
import { type FeedWrite, known, type Process, type ProcessResult, type ProcessWorld } from './process';

/**
 * Longest time a power is taken to have lasted. What flowed while nobody measured is not known, so a longer gap adds
 * nothing. (emoncms multiplies the newest power with gaps of up to two hours.)
 */
export const OUTAGE_S = 120;
/** More than a house can draw: a register that jumps by more was exchanged, or misread. */
export const MOST_POWER_KW = 60;
const WS_PER_KWH = 3_600_000;
const WH_PER_KWH = 1000;
const S_PER_H = 3600;
const PULSE_WORD = 65_536;

const stored = (feedId: number, time: number, value: number, gap: FeedWrite['gap']): FeedWrite => ({
  feedId,
  point: { time, value },
  gap,
});

/** A gap that is no outage is joined; over an outage the series stays missing. */
const gapSince = (last: Point | null, time: number): FeedWrite['gap'] =>
  last !== null && time - last.time <= OUTAGE_S ? 'join' : 'missing';

/** kWh that `powerW` brought since `last`, at `time`; 0 over an outage and for readings out of order. */
function energySinceKWh(last: Point | null, time: number, powerW: number): number {
  const elapsedS = last === null ? 0 : time - last.time;
  return elapsedS > 0 && elapsedS <= OUTAGE_S ? (elapsedS * powerW) / WS_PER_KWH : 0;
}

const log =
  (gap: FeedWrite['gap']): Process =>
  (value, feedId, { time }) => ({ value, writes: known(value) ? [stored(feedId, time, value, gap)] : [] });

const lastKnown = (world: ProcessWorld, feedId: number): Point | null => {
  const last = world.feedLast(feedId);
  return last !== null && known(last.value) ? last : null;
};

const powerToKWh: Process = (value, feedId, world) => {
  if (!known(value)) return { value };
  const last = lastKnown(world, feedId);
  const totalKWh = (last?.value ?? 0) + energySinceKWh(last, world.time, value);
  if (last !== null && world.time < last.time) return { value };
  return { value, writes: [stored(feedId, world.time, totalKWh, gapSince(last, world.time))] };
};

/** Energy of each local day, stored at its midnight. */
const powerToKWhPerDay: Process = (value, feedId, world) => {
  if (!known(value)) return { value };
  const key = `power_to_kwhd:${feedId}`;
  const before = world.remembered(key);
  const day = world.dayStart(world.time);
  const running = lastKnown(world, feedId);
  const soFar = running !== null && running.time === day ? running.value : 0;
  const remember = { key, point: { time: world.time, value } };
  const kWh = soFar + energySinceKWh(before, world.time, value);
  return { value, remember, writes: [stored(feedId, day, kWh, 'missing')] };
};

/**
 * A register that only counts up, continued over resets and exchanges of the meter: an increase counts, a decrease
 * or an impossible jump does not. Energy over an outage is real here, the register counted it; how it was spread over
 * the gap is not known, so the gap stays missing.
 */
const accumulator =
  (name: string, perKWh: number): Process =>
  (value, feedId, world): ProcessResult => {
    if (!known(value)) return { value };
    const key = `${name}:${feedId}`;
    const before = world.remembered(key);
    const last = lastKnown(world, feedId);
    const total = (last?.value ?? 0) + increase(before, { time: world.time, value }, perKWh);
    const remember = { key, point: { time: world.time, value } };
    if (before === null) return { value: total, remember };
    return { value: total, remember, writes: [stored(feedId, world.time, total, gapSince(last, world.time))] };
  };

function increase(before: Point | null, now: Point, perKWh: number): number {
  if (before === null) return 0;
  const grown = now.value - before.value;
  const elapsedH = (now.time - before.time) / S_PER_H;
  return grown > 0 && elapsedH > 0 && grown / perKWh / elapsedH < MOST_POWER_KW ? grown : 0;
}

const difference =
  (name: string, of: (before: Point, now: Point) => number | null): Process =>
  (value, feedId, world) => {
    if (!known(value)) return { value: null };
    const key = `${name}:${feedId}`;
    const now = { time: world.time, value };
    const before = world.remembered(key);
    const result = before === null ? null : of(before, now);
    const writes = result === null ? [] : [stored(feedId, world.time, result, 'missing')];
    return { value: result, remember: { key, point: now }, writes };
  };

/** A 16 bit counter that overflows goes on; one that starts again at a small number counts from zero. */
function pulses(before: Point, now: Point): number {
  const grown = now.value - before.value;
  if (grown >= 0) return grown;
  return before.value > PULSE_WORD * 0.75 && now.value < PULSE_WORD * 0.25 ? grown + PULSE_WORD : now.value;
}

const daily =
  (pick: (a: number, b: number) => number): Process =>
  (value, feedId, world) => {
    if (!known(value)) return { value };
    const day = world.dayStart(world.time);
    const last = lastKnown(world, feedId);
    const best = last !== null && last.time === day ? pick(last.value, value) : value;
    return { value, writes: [stored(feedId, day, best, 'missing')] };
  };

/** Steps that write to feeds. Their argument is the feed. */
export const ENERGY: Readonly<Record<string, Process>> = {
  log_to_feed: log('missing'),
  log_to_feed_join: log('join'),
  power_to_kwh: powerToKWh,
  power_to_kwhd: powerToKWhPerDay,
  wh_accumulator: accumulator('wh_accumulator', WH_PER_KWH),
  kwh_accumulator: accumulator('kwh_accumulator', 1),
  accumulator: (value, feedId, world) => {
    if (!known(value)) return { value };
    const total = (lastKnown(world, feedId)?.value ?? 0) + value;
    return { value: total, writes: [stored(feedId, world.time, total, 'join')] };
  },
  ratechange: difference('ratechange', (before, now) => now.value - before.value),
  kwh_to_power: difference('kwh_to_power', (before, now) =>
    now.time > before.time ? ((now.value - before.value) * WS_PER_KWH) / (now.time - before.time) : null,
  ),
  pulse_diff: difference('pulse_diff', pulses),
  max_value: daily(Math.max),
  min_value: daily(Math.min),
};
