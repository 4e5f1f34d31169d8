import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { meanPence, type PricedSlot, SAME_PENCE } from './load';
import { withoutShortRuns } from './runs';

/** The verdict is for something that runs this long, as a wash does: shorter ones fare no worse. */
export const VERDICT_LOAD_S = 2 * 3_600;

/** How good a half-hour is to start a load that could run at another time. */
export type Rating = 'good' | 'fair' | 'poor';

/** Half-hour of the forecast as a verdict needs it. */
export interface RatableSlot extends PricedSlot {
  readonly generationW: number | null;
  readonly demandW: number | null;
}

/** A good start costs little more than the cheapest, by this share of the span, and is not in the dearer half. */
const THIRD = 1 / 3;
/** A poor one is among the dearest four hours of a day, the length of an evening, and at least half of the day is cheaper. */
const SIXTH = 1 / 6;
const HALF = 1 / 2;
const SLOTS_A_DAY = 48;
const RANK: Readonly<Record<Rating, number>> = { good: 0, fair: 1, poor: 2 };
const DAYS_COMPARED = 2;

/**
 * Rates each half-hour as the start of a load that runs for `durationS`, among the starts of the first two days: whole days,
 * because a part of one has too much of one band. Where all cost alike, those are good that the club's generator covers, and the
 * others fair: nothing is gained by waiting. A start whose price is not known has no rating. What would
 * be good or fair for less time than the load runs is not called so: it would change within a wash.
 */
export function rate(slots: readonly RatableSlot[], durationS = HALF_HOUR_S): readonly (Rating | undefined)[] {
  const pence = slots.map(({ time }) => meanPence(slots, time, durationS));
  const wholeDays = Math.min(DAYS_COMPARED, Math.floor(slots.length / SLOTS_A_DAY));
  const compared = pence.slice(0, wholeDays > 0 ? wholeDays * SLOTS_A_DAY : undefined);
  const known = compared.filter((price) => price !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const share = (counts: (price: number) => boolean): number => known.filter(counts).length / known.length;
  const ratings = slots.map((slot, index): Rating | undefined => {
    const price = pence[index];
    if (price === undefined) return undefined;
    if (high - low <= SAME_PENCE) return coversClub(slot) ? 'good' : 'fair';
    const cheaper = share((other) => other < price - SAME_PENCE);
    if (price <= low + (high - low) * THIRD) return cheaper < HALF ? 'good' : 'fair';
    const dearer = share((other) => other > price + SAME_PENCE);
    return dearer < SIXTH && cheaper >= HALF ? 'poor' : 'fair';
  });
  return withoutShortRuns(ratings, Math.ceil(durationS / HALF_HOUR_S), (rating) => RANK[rating]);
}

/** A time to come that is better: when, and by how many pence a kWh. */
export interface BetterTime {
  readonly time: Instant;
  readonly cheaperPence: number;
}

/**
 * Whether now is a good time to start a load. `until` is when that changes (the end of the forecast if it never does), `hydro`
 * whether the generator covers the whole club now. `even`: no other time is worth waiting for.
 */
export type Verdict = { readonly kind: 'unknown' } | KnownVerdict;

export interface KnownVerdict {
  readonly kind: Rating | 'even';
  readonly until: Instant;
  /** What one more kWh costs in the present half-hour. */
  readonly marginalPence: number;
  readonly hydro: boolean;
  /** The next good time; undefined while this is one, or when none is in sight. */
  readonly next: BetterTime | undefined;
}

/**
 * Judges the half-hour of `now` as the start of a load that runs for `durationS`. `slots` are in order and without holes; those
 * of today that have passed belong to them, so that the ratings do not move with the clock.
 */
export function verdictAt(slots: readonly RatableSlot[], now: Instant, durationS = HALF_HOUR_S): Verdict {
  const ratings = rate(slots, durationS);
  const at = slots.findIndex(({ time }) => time <= now && now < time + HALF_HOUR_S);
  const [current, rating] = [slots[at], ratings[at]];
  if (current === undefined || rating === undefined || current.marginalPence === null) return { kind: 'unknown' };
  return {
    ...courseOf(slots.slice(at), ratings.slice(at), durationS),
    marginalPence: current.marginalPence,
    hydro: coversClub(current),
  };
}

/** What the ratings from the present half-hour on amount to. Both lists begin with it. */
function courseOf(
  slots: readonly RatableSlot[],
  ratings: readonly (Rating | undefined)[],
  durationS: number,
): Pick<KnownVerdict, 'kind' | 'until' | 'next'> {
  const [rating = 'fair'] = ratings;
  const endS = (slots.at(-1)?.time ?? NaN) + HALF_HOUR_S;
  const changed = slots.find((_, index) => ratings[index] !== undefined && ratings[index] !== rating);
  return {
    kind: ratings.every((other) => other === 'fair' || other === undefined) ? 'even' : rating,
    until: changed?.time ?? endS,
    next: rating === 'good' ? undefined : betterTime(slots, ratings, durationS),
  };
}

function coversClub({ generationW, demandW }: RatableSlot): boolean {
  return generationW !== null && demandW !== null && generationW > 0 && generationW >= demandW;
}

/** The first good start that is really cheaper than the present one. */
function betterTime(
  slots: readonly RatableSlot[],
  ratings: readonly (Rating | undefined)[],
  durationS: number,
): BetterTime | undefined {
  const present = meanPence(slots, slots[0]?.time ?? NaN, durationS) ?? NaN;
  for (const [index, { time }] of slots.entries()) {
    const cheaperPence = ratings[index] === 'good' ? present - (meanPence(slots, time, durationS) ?? NaN) : NaN;
    if (cheaperPence > SAME_PENCE) return { time, cheaperPence };
  }
  return undefined;
}

/** A verdict that a page has shown, and since when. */
export interface ShownVerdict {
  readonly verdict: Verdict;
  readonly since: Instant;
}

/** A price that moved by less than this does not make a verdict untrue that was already given. */
const SURPRISE_PENCE = 2;

/**
 * The verdict to show after `shown`. What was said until a time holds until then, also when a newer forecast would draw the line
 * elsewhere; only a price that really moved, or nothing being known any more, takes it back.
 */
export function steadyVerdict(shown: ShownVerdict | undefined, fresh: Verdict, now: Instant): ShownVerdict {
  if (shown === undefined || shown.verdict.kind === 'unknown' || fresh.kind === 'unknown') {
    return { verdict: fresh, since: now };
  }
  const said = shown.verdict;
  if (said.kind === fresh.kind) return { verdict: fresh, since: shown.since };
  const holds = now < said.until && Math.abs(fresh.marginalPence - said.marginalPence) < SURPRISE_PENCE;
  return holds
    ? { verdict: { ...said, marginalPence: fresh.marginalPence }, since: shown.since }
    : { verdict: fresh, since: now };
}
