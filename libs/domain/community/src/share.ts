/** Whole watt-hours in one half-hour, one entry a member in the club's own order; NaN where the reading is missing. */
export type MemberWh = Float64Array;

export interface Fill {
  /** What every member may have: those who need no more than this have all they need. */
  readonly levelWh: number;
  /** Watt-hours that do not divide evenly among the members above the level; always fewer than those members. */
  readonly spareWh: number;
}

/**
 * Share one half-hour of a generator among the members, max-min fair, to the exact watt-hour.
 *
 * Water filling: a level rises for everyone until the generation is used; a member stops rising at its own use. The level
 * is whole, so up to one watt-hour less than the number of members above it is left; those watt-hours go one each to members
 * above the level, starting at member `turn` and going round, so that over many half-hours no one is favoured (pass the
 * number of the half-hour).
 *
 * Always: Σ allocated = min(generation, Σ use); no one gets more than its use; a member's allocation does not depend on the order
 * of the others but for that last watt-hour. A missing use (NaN) takes no part and is allocated NaN: unknown is not zero.
 *
 * Amounts are non-negative whole watt-hours below 2^53 in total; readings were checked where they came in.
 */
export function shareHalfHour(generationWh: number, useWh: MemberWh, turn = 0): MemberWh {
  const fill = fillLevel(generationWh, useWh);
  return fill === 'all' ? useWh.slice() : allocate(useWh, fill, turn);
}

/** The level of a half-hour, or 'all' when the generation covers every member's use. */
export function fillLevel(generationWh: number, useWh: MemberWh): Fill | 'all' {
  const ascending = useWh.filter((wh) => !Number.isNaN(wh)).sort();
  let rest = generationWh;
  let members = ascending.length;
  for (const wh of ascending) {
    if (wh * members > rest) {
      const levelWh = Math.floor(rest / members);
      return { levelWh, spareWh: rest - levelWh * members };
    }
    rest -= wh;
    members -= 1;
  }
  return 'all';
}

function allocate(useWh: MemberWh, { levelWh, spareWh }: Fill, turn: number): MemberWh {
  // NaN survives Math.min, which is what a missing reading should do.
  const allocated = useWh.map((wh) => Math.min(wh, levelWh));
  let spare = spareWh;
  const count = useWh.length;
  for (let step = 0; spare > 0 && step < count; step += 1) {
    const member = (turn + step) % count;
    if ((useWh[member] ?? NaN) > levelWh) {
      allocated[member] = levelWh + 1;
      spare -= 1;
    }
  }
  return allocated;
}
