import type { Point } from '@hub/domain/series';
import { gapSince, lastedS, totalOf, WS_PER_KWH } from './elapsed';
import { register } from './register';
import { type FeedWrite, known, lastKnown, type Memory, type Process, type ProcessResult, stored } from './process';

const WH_PER_KWH = 1000;
const PULSE_WORD = 65_536;

const log =
  (gap: FeedWrite['gap']): Process =>
  (value, feedId, { time }) => ({ value, writes: known(value) ? [stored(feedId, time, value, gap)] : [] });

/** Adds to a feed for ever. An older reading than the last changes nothing. */
const running =
  (name: string, increment: (value: number, before: Memory | null, time: number) => number): Process =>
  (value, feedId, world): ProcessResult => {
    if (!known(value)) return { value };
    const key = `${name}:${feedId}`;
    const { time } = world;
    const before = world.remembered(key);
    const last = lastKnown(world, feedId);
    if (time <= (before?.time ?? -Infinity) || time < (last?.time ?? -Infinity)) return { value };
    const total = totalOf(last, before) + increment(value, before, time);
    const remember = { key, feedId, memory: { time, value, total } };
    return { value: total, remember, writes: [stored(feedId, time, total, gapSince(last, before, time))] };
  };

const energy = running('power_to_kwh', (powerW, before, time) => (lastedS(before, time) * powerW) / WS_PER_KWH);

/** The power goes on to the next step, its energy goes to the feed. */
const powerToKWh: Process = (value, feedId, world, second) => ({ ...energy(value, feedId, world, second), value });

const difference =
  (name: string, of: (before: Point, now: Point) => number | null): Process =>
  (value, feedId, world) => {
    if (!known(value)) return { value: null };
    const key = `${name}:${feedId}`;
    const now = { time: world.time, value };
    const before = world.remembered(key);
    const result = before === null ? null : of(before, now);
    const writes = result === null ? [] : [stored(feedId, world.time, result, 'missing')];
    return { value: result, remember: { key, feedId, memory: now }, writes };
  };

/** A 16 bit counter that overflows goes on; one that starts again at a small number counts from zero. */
function pulses(before: Point, now: Point): number {
  const grown = now.value - before.value;
  if (grown >= 0) return grown;
  return before.value > PULSE_WORD * 0.75 && now.value < PULSE_WORD * 0.25 ? grown + PULSE_WORD : now.value;
}

/** Steps that write what is measured, or its sum, to feeds. Their argument is the feed. */
export const ENERGY: Readonly<Record<string, Process>> = {
  log_to_feed: log('missing'),
  log_to_feed_join: log('join'),
  power_to_kwh: powerToKWh,
  wh_accumulator: register('wh_accumulator', WH_PER_KWH),
  kwh_accumulator: register('kwh_accumulator', 1),
  accumulator: running('accumulator', (value) => value),
  ratechange: difference('ratechange', (before, now) => now.value - before.value),
  kwh_to_power: difference('kwh_to_power', (before, now) =>
    now.time > before.time ? ((now.value - before.value) * WS_PER_KWH) / (now.time - before.time) : null,
  ),
  pulse_diff: difference('pulse_diff', pulses),
};
