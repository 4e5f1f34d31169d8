import { HALF_HOUR_S, type Instant } from '@hub/domain/time';

/** A half-hour with its price: pence that one more kWh costs in it, null where that is not known. */
export interface PricedSlot {
  readonly time: Instant;
  readonly marginalPence: number | null;
}

/** Something that a household runs at a time of its choice: a wash, a charge of the car. `energyKWh` is what one run uses. */
export interface Load {
  readonly durationS: number;
  readonly energyKWh: number;
}

/** Prices closer than this are the same to a household: it is not worth waiting for a difference of half a penny a unit. */
export const SAME_PENCE = 0.5;

/**
 * Mean pence per kWh of a run from `start` that uses its energy evenly. `slots` are in order. Undefined where the price of a
 * part of the run is not known.
 */
export function meanPence(slots: readonly PricedSlot[], start: Instant, durationS: number): number | undefined {
  let sum = 0;
  let coveredS = 0;
  for (const { time, marginalPence } of slots) {
    const overlapS = Math.min(time + HALF_HOUR_S, start + durationS) - Math.max(time, start);
    if (overlapS <= 0) continue;
    if (marginalPence === null) return undefined;
    sum += marginalPence * overlapS;
    coveredS += overlapS;
  }
  return coveredS >= durationS ? sum / durationS : undefined;
}

/** A start and the mean pence per kWh of the run that begins then. */
export interface PricedStart {
  readonly time: Instant;
  readonly pence: number;
}

/**
 * The starts from `now` to `now + horizonS` at which the price of a run can turn: the price is constant within a half-hour, so the
 * cheapest and the dearest run begin or end on the edge of one, or begin now.
 */
function startsWithin(slots: readonly PricedSlot[], now: Instant, durationS: number, horizonS: number): PricedStart[] {
  const edges = slots.flatMap(({ time }) => [time, time + HALF_HOUR_S - durationS]);
  const times = new Set([now, ...edges.filter((time) => time > now && time <= now + horizonS)]);
  return [...times]
    .sort((a, b) => a - b)
    .flatMap((time) => {
      const pence = meanPence(slots, time, durationS);
      return pence === undefined ? [] : [{ time, pence }];
    });
}

/** The cheapest start of a run from `now` on, the earliest of those that cost the same; undefined where no price is known. */
export function cheapestStart(
  slots: readonly PricedSlot[],
  now: Instant,
  durationS: number,
  horizonS: number,
): PricedStart | undefined {
  const starts = startsWithin(slots, now, durationS, horizonS);
  const least = Math.min(...starts.map(({ pence }) => pence));
  return starts.find(({ pence }) => pence <= least + 1e-9);
}

function dearestStart(starts: readonly PricedStart[]): PricedStart | undefined {
  const most = Math.max(...starts.map(({ pence }) => pence));
  return starts.find(({ pence }) => pence >= most - 1e-9);
}

/** What a run costs now, and the time ahead to compare it with. */
export interface LoadAdvice {
  readonly nowPence: number;
  /** The cheapest start ahead where waiting pays, otherwise the dearest; undefined where all cost the same. */
  readonly other: { readonly time: Instant; readonly pence: number } | undefined;
}

/** Answers "now or later, and what will it cost?" for one load. Undefined where the price of a run that starts now is not known. */
export function adviseLoad(
  slots: readonly PricedSlot[],
  now: Instant,
  { durationS, energyKWh }: Load,
  horizonS: number,
): LoadAdvice | undefined {
  const [present, ...later] = startsWithin(slots, now, durationS, horizonS);
  if (present?.time !== now) return undefined;
  const cheapest = cheapestStart(slots, now, durationS, horizonS);
  const dearest = dearestStart(later);
  const other = [cheapest, dearest].find(
    (start) => start !== undefined && Math.abs(start.pence - present.pence) > SAME_PENCE,
  );
  return {
    nowPence: present.pence * energyKWh,
    other: other && { time: other.time, pence: other.pence * energyKWh },
  };
}
