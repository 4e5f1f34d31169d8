import type { Block, Plan, Signal } from '@hub/domain/planner';
import type { Instant } from '@hub/domain/time';

/** What other times would have cost, in the unit of a plan's cost; null where they do not fit. */
export interface Decision {
  readonly chosen: number;
  readonly startNow: number | null;
  readonly latest: number | null;
  /** Of one block: the mean of every start; of pieces: the same work spread evenly. */
  readonly average: number | null;
}

interface Window {
  readonly now: Instant;
  readonly deadline: Instant;
  readonly signal: Signal;
  /** Watts of each minute of the work. */
  readonly watts: readonly number[];
  readonly oneBlock: boolean;
}

/** Compares a plan with the times that a household would have chosen by itself. O(minutes of the window × minutes of the work). */
export function decisionOf(plan: Plan, window: Window): Decision {
  const { watts } = window;
  const start = Math.ceil(window.now / 60) * 60;
  const prices = pricesByMinute(window.signal, start, Math.floor(window.deadline / 60) * 60);
  const chosen = plan.cost;
  const lastStart = prices.length - watts.length;
  if (lastStart < 0 || watts.length === 0) return { chosen, startNow: null, latest: null, average: null };
  const at = (minute: number): number => watts.reduce((sum, w, index) => sum + w * (prices[minute + index] ?? NaN), 0);
  const average = window.oneBlock ? meanOfStarts(lastStart, at) : spreadEvenly(prices, watts);
  return { chosen, startNow: orNull(at(0)), latest: orNull(at(lastStart)), average: orNull(average) };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? Math.round(value) : null);

function meanOfStarts(lastStart: number, at: (minute: number) => number): number {
  let [sum, count] = [0, 0];
  // Quarters of an hour say as much as minutes, and keep a long window cheap.
  for (let minute = 0; minute <= lastStart; minute += 15) {
    const cost = at(minute);
    if (Number.isFinite(cost)) [sum, count] = [sum + cost, count + 1];
  }
  return sum / count;
}

function spreadEvenly(prices: Float64Array, watts: readonly number[]): number {
  const known = prices.filter((price) => Number.isFinite(price));
  const mean = known.reduce((sum, price) => sum + price, 0) / known.length;
  return watts.reduce((sum, w) => sum + w * mean, 0);
}

function pricesByMinute(signal: Signal, from: Instant, to: Instant): Float64Array {
  const prices = new Float64Array(Math.max(0, (to - from) / 60)).fill(NaN);
  for (const [start, end, price] of signal) {
    prices.fill(price, Math.max(0, (start - from) / 60), Math.max(0, (Math.min(end, to) - from) / 60));
  }
  return prices;
}

/** A stretch of one power. */
export interface Piece {
  readonly start: Instant;
  readonly end: Instant;
  readonly watts: number;
}

/** Runs as stretches of one power; `watts` of each minute of the work, in order. */
export function piecesOf(blocks: readonly Block[], watts: readonly number[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let minute = 0;
  for (const [start, end] of blocks) {
    for (let time = start; time < end; time += 60, minute += 1) {
      const piece = { start: time, end: Math.min(end, time + 60), watts: watts[minute] ?? 0 };
      const last = pieces.at(-1);
      if (last?.end === piece.start && last.watts === piece.watts)
        pieces[pieces.length - 1] = { ...last, end: piece.end };
      else pieces.push(piece);
    }
  }
  return pieces;
}

/** Σ price × watts by the minute; undefined where a piece has no price, or a dearer one than the ceiling. Edges are any seconds. */
export function costOfPieces(pieces: readonly Piece[], signal: Signal, ceiling = Infinity): number | undefined {
  let cost = 0;
  for (const { start, end, watts } of pieces) {
    let covered = 0;
    for (const [from, to, price] of signal) {
      const seconds = Math.min(end, to) - Math.max(start, from);
      if (seconds <= 0) continue;
      if (price > ceiling) return undefined;
      covered += seconds;
      cost += (price * watts * seconds) / 60;
    }
    if (covered < end - start) return undefined;
  }
  return Math.round(cost);
}
