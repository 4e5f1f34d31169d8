/** A stretch of time that is looked at, unix seconds. */
export interface TimeWindow {
  readonly startS: number;
  readonly endS: number;
}

/** What there is to look at: from the first reading to now, unix seconds. */
export interface TimeLimits {
  readonly earliestS: number;
  readonly latestS: number;
}

/** Fingers or a pointer on the chart: where their middle is, and how far they are apart (nothing for one). Pixels. */
export interface Grip {
  readonly middle: number;
  readonly apart: number | undefined;
}

/** The shortest stretch that shows anything: thirty readings. */
const SHORTEST_S = 300;
/** Fingers that lie on each other must not zoom without end. */
const CLOSEST_PX = 20;

export const lengthOf = ({ startS, endS }: TimeWindow): number => endS - startS;

/** The window of `lengthS` that ends at `endS`. */
export const endOf = (endS: number, lengthS: number): TimeWindow => ({ startS: endS - lengthS, endS });

/** The window that comes nearest to the one wanted: not shorter than shows anything, not beyond what there is. */
export function within(wanted: TimeWindow, { earliestS, latestS }: TimeLimits): TimeWindow {
  const wholeS = Math.max(SHORTEST_S, latestS - earliestS);
  const lengthS = Math.min(wholeS, Math.max(SHORTEST_S, lengthOf(wanted)));
  const endS = Math.min(latestS, Math.max(earliestS + lengthS, wanted.endS));
  return endOf(endS, lengthS);
}

/** The window `factor` times as long; the moment `aroundS` stays where it is on the screen. */
export function zoomed({ startS, endS }: TimeWindow, factor: number, aroundS: number): TimeWindow {
  return { startS: aroundS - (aroundS - startS) * factor, endS: aroundS + (endS - aroundS) * factor };
}

/** The window `byS` seconds later. */
export function moved({ startS, endS }: TimeWindow, byS: number): TimeWindow {
  return { startS: startS + byS, endS: endS + byS };
}

/** The window after what was held at `from` has been moved to `to`: what lay under the fingers stays under them. */
export function held(window: TimeWindow, from: Grip, to: Grip, area: { left: number; right: number }): TimeWindow {
  const widthPx = Math.max(1, area.right - area.left);
  const factor =
    from.apart === undefined || to.apart === undefined
      ? 1
      : Math.max(CLOSEST_PX, from.apart) / Math.max(CLOSEST_PX, to.apart);
  const lengthS = lengthOf(window) * factor;
  const heldS = window.startS + ((from.middle - area.left) / widthPx) * lengthOf(window);
  const startS = heldS - ((to.middle - area.left) / widthPx) * lengthS;
  return { startS, endS: startS + lengthS };
}
