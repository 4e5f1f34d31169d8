import type { Point } from '@hub/domain/series';
import { gapSince } from './elapsed';
import { known, lastKnown, type Memory, type Process, stored } from './process';

/** More than a house can draw: a register that jumps by more was exchanged, or misread. */
export const MOST_POWER_KW = 60;
const S_PER_H = 3600;
/** A feed's float32 may stand this much above the total it was rounded from. */
const ROUNDING = 2 ** -23;

interface Total {
  readonly time: number;
  readonly total: number;
}

/**
 * A register that only counts up, continued over resets and exchanges of the meter: an increase counts, a decrease
 * or an impossible jump does not. Energy over an outage is real here, the register counted it; how it was spread over
 * the gap is not known, so the gap stays missing. What is remembered stays true for ever while the register goes on,
 * so only a first reading, a reset and a jump need to be kept over a power cut.
 */
export const register =
  (name: string, perKWh: number): Process =>
  (value, feedId, world) => {
    if (!known(value)) return { value };
    const { time } = world;
    const key = `${name}:${feedId}`;
    const last = lastKnown(world, feedId);
    const before = world.remembered(key);
    const remember = (total: number, moved: boolean) => ({
      key,
      feedId,
      moved,
      memory: { time, value, total, lasting: true } as const,
    });
    if (before === null) return { value: last?.value ?? 0, remember: remember(last?.value ?? 0, true) };
    const newest = newestOf(before, last);
    if (time <= newest.time && time <= before.time) return { value: newest.total };
    const counted = (before.total ?? 0) + value - before.value;
    const follows = value >= before.value && isPossible(newest, { time, total: counted }, perKWh);
    const total = follows ? Math.max(counted, newest.total) : newest.total;
    const writes = [stored(feedId, time, total, gapSince(last, before, time))];
    return { value: total, remember: remember(total, !follows), writes };
  };

/** What was remembered before a power cut is older than what the feed got since. */
const newestOf = (before: Memory, last: Point | null): Total =>
  last !== null && last.time > before.time
    ? { time: last.time, total: last.value }
    : { time: before.time, total: before.total ?? last?.value ?? 0 };

function isPossible(from: Total, to: Total, perKWh: number): boolean {
  const grown = to.total - from.total;
  const elapsedH = (to.time - from.time) / S_PER_H;
  return grown >= -Math.abs(from.total) * ROUNDING && (grown <= 0 || grown / perKWh / elapsedH < MOST_POWER_KW);
}
