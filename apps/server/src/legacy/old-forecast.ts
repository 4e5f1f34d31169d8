import { epowerLabel } from '@hub/contracts';
import { calendarDay, dayStart, HALF_HOUR_S, type Instant } from '@hub/domain/time';
import type { Forecast, ForecastSlot } from '@hub/domain/community';

/** `club/forecast` of the original: the signal in pence a kWh; `optimise` 0 says that lower is better. */
export interface OldForecast {
  readonly timezone: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly interval: number;
  readonly profile: readonly number[];
  readonly optimise: 0;
}

export function oldForecast({ start, slots }: Forecast, timezone: string): OldForecast {
  const end = start + slots.length * HALF_HOUR_S;
  return { timezone, start, end, interval: HALF_HOUR_S, profile: slots.map(signal), optimise: 0 };
}

/** The same as `format=octopus`: an agile tariff that existing planners can read. */
export function octopusForecast({ slots }: Forecast, vatPermille: number): object {
  const results = slots.map((slot) => ({
    valid_from: iso(slot.time),
    valid_to: iso(slot.time + HALF_HOUR_S),
    value_exc_vat: signal(slot),
    value_inc_vat: Math.round(signal(slot) * (1000 + vatPermille)) / 1000,
  }));
  return { count: results.length, next: null, previous: null, results };
}

/** `demandshaper` of the original: today's label and 48 values from local midnight, by the clock on the wall. */
export function oldShaper({ slots }: Forecast, now: Instant, zone: string): { DATA: [[string, ...number[]]] } {
  const day = calendarDay(now, zone);
  const start = dayStart(day, zone);
  const today = Array.from({ length: 48 }, (_, slot) => {
    const time = start + slot * HALF_HOUR_S;
    // The forecast begins where the readings end: what of today is settled has no signal, so its first value stands for it.
    return signal(slots.find((candidate) => candidate.time === time) ?? slots[0]);
  });
  return { DATA: [[epowerLabel(day), ...today]] };
}

function signal(slot: ForecastSlot | undefined): number {
  return slot?.marginalPence ?? 0;
}

function iso(time: Instant): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}
