const WEEK = 336;
const DAY = 48;
/** Readings wanted for a mean, and how far the search for them goes, in weeks or days. */
const WANTED = 8;
const REACH = 50;

export interface Estimated {
  /** The series with its gaps filled where anything was there to fill them with. */
  readonly wh: Float64Array;
  readonly filled: number;
}

/**
 * Fill the gaps of a member's half-hours with the mean of up to eight readings of the same half-hour of the week: from the weeks
 * before, then from those after. A member with less than two weeks of readings is compared with other days instead.
 *
 * `clockOffset` says for each half-hour how many half-hours the wall clock is ahead of UTC, so that tea-time stays tea-time
 * over a clock change. Only real readings are averaged, never estimates. A gap with nothing to compare stays missing.
 */
export function estimateGaps(useWh: Float64Array, clockOffset: Int8Array): Estimated {
  const wh = useWh.slice();
  const readings = useWh.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  const step = readings < 2 * WEEK ? DAY : WEEK;
  let filled = 0;
  for (const [slot, value] of useWh.entries()) {
    if (!Number.isNaN(value)) continue;
    const mean = meanOfLike(useWh, clockOffset, slot, step);
    if (mean === undefined) continue;
    wh[slot] = mean;
    filled += 1;
  }
  return { wh, filled };
}

function meanOfLike(useWh: Float64Array, clockOffset: Int8Array, slot: number, step: number): number | undefined {
  let sum = 0;
  let count = 0;
  for (const direction of [-step, step]) {
    for (let steps = 1; steps <= REACH && count < WANTED; steps += 1) {
      const like = slot + direction * steps;
      const moved = (clockOffset[slot] ?? 0) - (clockOffset[like] ?? 0);
      const value = useWh[like + moved] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? undefined : Math.round(sum / count);
}
