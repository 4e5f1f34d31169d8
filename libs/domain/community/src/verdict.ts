import { HALF_HOUR_S, type Instant } from '@hub/domain/time';

/** How good a half-hour is for a load that could run at another time. */
export type Rating = 'good' | 'fair' | 'poor';

/** Half-hour of the forecast as a verdict needs it. `marginalPence` is what one more kWh costs; null where nobody knows. */
export interface RatableSlot {
  readonly time: Instant;
  readonly marginalPence: number | null;
  readonly generationW: number | null;
  readonly demandW: number | null;
}

/** Prices closer than this are the same to a household: nobody waits for a quarter of a penny, and no light should flicker for it. */
const SAME_PENCE = 0.5;
/** A good half-hour costs little more than the cheapest, by this share of the day's span, and is not in the dearer half. */
const THIRD = 1 / 3;
/** A poor one is among the dearest four hours of a day, the length of an evening, and at least half of the day is cheaper. */
const SIXTH = 1 / 6;
const HALF = 1 / 2;
const SLOTS_A_DAY = 48;

/**
 * Rates the price of each half-hour among those of the first day, a whole cycle of bands. Where all are alike, those are good
 * that the club's generator covers, and the others fair: nothing is gained by waiting. An unknown one has no rating.
 */
export function rate(slots: readonly RatableSlot[]): readonly (Rating | undefined)[] {
  const pence = slots.map((slot) => slot.marginalPence);
  const known = pence.slice(0, SLOTS_A_DAY).filter((price) => price !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const share = (counts: (price: number) => boolean): number => known.filter(counts).length / known.length;
  return slots.map((slot) => {
    const price = slot.marginalPence;
    if (price === null) return undefined;
    if (high - low <= SAME_PENCE) return coversClub(slot) ? 'good' : 'fair';
    const cheaper = share((other) => other < price - SAME_PENCE);
    if (price <= low + (high - low) * THIRD) return cheaper < HALF ? 'good' : 'fair';
    const dearer = share((other) => other > price + SAME_PENCE);
    return dearer < SIXTH && cheaper >= HALF ? 'poor' : 'fair';
  });
}

/** A time to come that is better: when, and by how many pence a kWh. */
export interface BetterTime {
  readonly time: Instant;
  readonly cheaperPence: number;
}

/**
 * Whether now is a good time. `until` is when that changes (the end of the forecast if it never does), `hydro` whether the
 * generator covers the whole club now. `even`: no other time is worth waiting for.
 */
export type Verdict =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: Rating | 'even';
      readonly until: Instant;
      readonly marginalPence: number;
      readonly hydro: boolean;
      /** The next good time; undefined while this is one, or when none is in sight. */
      readonly next: BetterTime | undefined;
    };

/** Judges the half-hour of `now` among `slots`, which are in order and without holes from that one on. */
export function verdictAt(slots: readonly RatableSlot[], now: Instant): Verdict {
  const ahead = slots.filter((slot) => slot.time + HALF_HOUR_S > now);
  const ratings = rate(ahead);
  const [current] = ahead;
  const rating = ratings[0];
  if (!current || current.time > now || rating === undefined || current.marginalPence === null) {
    return { kind: 'unknown' };
  }
  const { marginalPence } = current;
  const end = (ahead.at(-1)?.time ?? current.time) + HALF_HOUR_S;
  const even = ratings.every((other) => other === 'fair' || other === undefined);
  const changes = ratings.findIndex((other) => other !== rating);
  const better = rating === 'good' ? -1 : ratings.indexOf('good');
  return {
    kind: even ? 'even' : rating,
    until: ahead[changes]?.time ?? end,
    marginalPence,
    hydro: coversClub(current),
    next: betterTime(ahead[better], marginalPence),
  };
}

function coversClub({ generationW, demandW }: RatableSlot): boolean {
  return generationW !== null && demandW !== null && generationW > 0 && generationW >= demandW;
}

function betterTime(slot: RatableSlot | undefined, marginalPence: number): BetterTime | undefined {
  if (slot === undefined || slot.marginalPence === null) return undefined;
  return { time: slot.time, cheaperPence: marginalPence - slot.marginalPence };
}
