import { HALF_HOUR_S } from '@hub/domain/time';
import { type PlanRow } from '../plan-lane/plan-row';
import { type StripSlot } from './strip-slot';

/** One planned run in pixels, with its device's name on the first run of a row. */
interface PlanBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

interface PlanName {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** It stands to the left of `x`, where there is no room to the right. */
  readonly before: boolean;
}

export interface PlanBars {
  readonly bars: readonly PlanBar[];
  readonly names: readonly PlanName[];
}

/** Rows that the lane shows; a household that plans more at once sees the soonest. */
const MOST_ROWS = 5;
/** Height of a row, in letter heights. */
export const ROW_HEIGHT = 1.35;
const DIGIT = 0.62;

/** Devices with a run among the half-hours shown, the soonest first. */
export function rowsIn(plans: readonly PlanRow[], startS: number, endS: number): readonly PlanRow[] {
  return plans
    .map(({ name, blocks }) => ({ name, blocks: blocks.filter(([from, to]) => from < endS && to > startS) }))
    .filter(({ blocks }) => blocks.length > 0)
    .sort((a, b) => (a.blocks[0]?.[0] ?? 0) - (b.blocks[0]?.[0] ?? 0))
    .slice(0, MOST_ROWS);
}

/** Lays the rows out below `top`, each with the name beside its first run. */
export function planBars(
  rows: readonly PlanRow[],
  {
    top,
    letter,
    left,
    right,
    x,
  }: { top: number; letter: number; left: number; right: number; x: (timeS: number) => number },
): PlanBars {
  const height = letter * (ROW_HEIGHT - 0.35);
  const within = (timeS: number): number => Math.min(right, Math.max(left, x(timeS)));
  const bars = rows.flatMap(({ blocks }, row) =>
    blocks.map(([from, to]) => ({
      x: within(from),
      width: Math.max(3, within(to) - within(from)),
      y: top + row * ROW_HEIGHT * letter,
      height,
    })),
  );
  const names = rows.map(({ name, blocks }, row): PlanName => {
    const y = top + row * ROW_HEIGHT * letter + height / 2;
    const after = within(blocks.at(-1)?.[1] ?? 0) + letter * 0.4;
    const before = after + name.length * DIGIT * letter > right;
    return { x: before ? within(blocks[0]?.[0] ?? 0) - letter * 0.4 : after, y, text: name, before };
  });
  return { bars, names };
}

/** Names of the devices that run in a half-hour. */
export const runningIn = (plans: readonly PlanRow[], { time }: StripSlot): readonly string[] =>
  plans
    .filter(({ blocks }) => blocks.some(([from, to]) => from < time + HALF_HOUR_S && to > time))
    .map(({ name }) => name);
