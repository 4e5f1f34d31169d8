import type { Instant } from '@hub/domain/time';

/** More than a house's supply can carry: a register that grew faster has jumped. */
const MOST_POWER_KW = 30;
/** A reading of power counts for at most this long after it. */
const POWER_HOLDS_S = 600;
/** So long after its start a run has the power of its first reading. */
const FIRST_READING_S = 120;

/** What is known of a run from `start` to `end`. */
export interface MeasuredRun {
  readonly start: Instant;
  readonly end: Instant;
  /** The device's total register at the start and at the end; null where it has none. */
  readonly registerKWh: { readonly from: number; readonly to: number } | null;
  /** Readings of its power in order. */
  readonly powers: readonly { readonly time: Instant; readonly value: number }[];
  /** What the household says that it takes: counts where nothing was measured. */
  readonly powerW: number;
}

/** The mean power of a cycle of phases. */
export function profileMeanW(phases: readonly (readonly [minutes: number, watts: number])[]): number {
  const minutes = phases.reduce((sum, [length]) => sum + length, 0);
  return phases.reduce((sum, [length, watts]) => sum + length * watts, 0) / Math.max(1, minutes);
}

/** Energy of a run in Wh: of the register; without one, or where it jumped, of the readings of power; the rest by the stated power. */
export function measuredWh({ start, end, registerKWh, powers, powerW }: MeasuredRun): number {
  const hours = Math.max(0, end - start) / 3_600;
  if (registerKWh !== null) {
    const growth = registerKWh.to - registerKWh.from;
    if (growth >= 0 && growth <= MOST_POWER_KW * hours) return growth * 1_000;
  }
  const readings = powers.filter(
    ({ time, value }) => Number.isFinite(value) && value >= 0 && time < end && time >= start,
  );
  const [first] = readings;
  if (first === undefined || first.time - start > FIRST_READING_S) return measuredOf(readings, start, end, powerW);
  return measuredOf([{ ...first, time: start }, ...readings.slice(1)], start, end, powerW);
}

function measuredOf(readings: MeasuredRun['powers'], start: Instant, end: Instant, powerW: number): number {
  let [wattSeconds, measuredS] = [0, 0];
  for (const [index, { time, value }] of readings.entries()) {
    const heldS = Math.min((readings[index + 1]?.time ?? end) - time, POWER_HOLDS_S);
    [wattSeconds, measuredS] = [wattSeconds + value * heldS, measuredS + heldS];
  }
  const restS = Math.max(0, end - start - measuredS);
  return (wattSeconds + powerW * restS) / 3_600;
}
