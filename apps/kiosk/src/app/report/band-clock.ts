import { type BandStart, type ClubForecast, type SummaryView } from '@hub/contracts';
import { calendarDay, localTime, weekdayOf } from '@hub/domain/time';
import { HOUSE_ZONE } from '@hub/ui';

/** Which band of the tariff a half-hour is in; undefined where it is not known. */
export type BandClock = (timeS: number) => string | undefined;

function keyOf(timeS: number, weekend: boolean): string {
  const { hour, minute } = localTime(timeS, HOUSE_ZONE);
  return `${weekend ? 'weekend' : 'weekday'} ${hour}:${minute}`;
}

function isWeekend(timeS: number): boolean {
  return [0, 6].includes(weekdayOf(calendarDay(timeS, HOUSE_ZONE)));
}

/** The bands by the clock, learnt from the forecast: it names the band of each half-hour. */
export function bandClock(forecast: ClubForecast | undefined): BandClock {
  const known = new Map(
    (forecast?.slots ?? []).flatMap(({ time, band }) =>
      band === 'none' ? [] : [[keyOf(time, isWeekend(time)), band]],
    ),
  );
  return (timeS) => known.get(keyOf(timeS, isWeekend(timeS))) ?? known.get(keyOf(timeS, !isWeekend(timeS)));
}

/** The bands of one day by its own tariff. */
export function dayClock(starts: readonly BandStart[]): BandClock {
  const sorted = [...starts].sort((a, b) => a.startMinute - b.startMinute);
  return (timeS) => {
    const { hour, minute } = localTime(timeS, HOUSE_ZONE);
    // What holds before the first start of the day is what held at midnight.
    return (sorted.findLast(({ startMinute }) => startMinute <= hour * 60 + minute) ?? sorted.at(-1))?.band;
  };
}

const SAME_KWH = 0.05;

/** A half-hour and what was used in it, kWh. */
export interface TimedUse {
  readonly time: number;
  readonly useKWh: number;
}

/**
 * Whether the clock sorts a day's half-hours into the bands as the day's summary has them. Where a summary does not tell its bands, a
 * day under an older tariff does not fit: its half-hours are then shown without bands rather than with wrong ones.
 */
export function fits(clock: BandClock, uses: readonly TimedUse[], summary: SummaryView): boolean {
  const sums = new Map<string, number>();
  for (const { time, useKWh } of uses) {
    const band = clock(time);
    if (band === undefined) return false;
    sums.set(band, (sums.get(band) ?? 0) + useKWh);
  }
  const names = new Set([...sums.keys(), ...Object.keys(summary.bands)]);
  return [...names].every((name) => Math.abs((sums.get(name) ?? 0) - (summary.bands[name]?.useKWh ?? 0)) <= SAME_KWH);
}
