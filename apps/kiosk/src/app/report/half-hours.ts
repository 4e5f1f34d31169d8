import { type SeriesValues, type SummaryView } from '@hub/contracts';
import { type CalendarDay, dayStart, HALF_HOUR_S, halfHoursOfDay } from '@hub/domain/time';
import { formatClock, HOUSE_ZONE } from '@hub/ui';
import { type Stack, type StackPart } from '@hub/ui/stack-chart';
import { type BandClock, dayClock, fits, type TimedUse } from './band-clock';

export type Unit = 'energy' | 'money';

/** A day's half-hours as the hub has them. `estimated` has the gaps of `use` filled; both are undefined until they are there. */
export interface HalfHours {
  readonly estimated: SeriesValues | undefined;
  readonly use: SeriesValues | undefined;
  readonly hydro: SeriesValues | undefined;
}

interface HalfHour extends TimedUse {
  readonly hydroKWh: number;
  readonly estimated: boolean;
}

/** First and last-but-excluded unix second of a day of 46, 48 or 50 half-hours. */
export function daySpan(day: CalendarDay): { readonly startS: number; readonly endS: number } {
  const startS = dayStart(day, HOUSE_ZONE);
  return { startS, endS: startS + halfHoursOfDay(day, HOUSE_ZONE) * HALF_HOUR_S };
}

/** The columns of a day, one a half-hour. Money needs the day's summary, because the prices are in it. */
export function halfHourStacks(
  day: CalendarDay,
  halfHours: HalfHours,
  summary: SummaryView | undefined,
  clock: BandClock,
  unit: Unit,
): readonly Stack[] {
  const { startS, endS } = daySpan(day);
  const known = knownHalfHours(halfHours);
  const bandAt = clockOf(summary, [...known.values()], clock);
  const partsOf = (half: HalfHour): readonly StackPart[] => {
    const band = bandAt(half.time) ?? 'bought';
    return unit === 'money' ? moneyParts(half, band, summary) : energyParts(half, band);
  };
  return Array.from({ length: (endS - startS) / HALF_HOUR_S }, (_, index) => {
    const time = startS + index * HALF_HOUR_S;
    const half = known.get(time);
    const clockText = formatClock(time);
    return {
      label: clockText.endsWith(':00') ? clockText : '',
      name: `${clockText}–${formatClock(time + HALF_HOUR_S)}`,
      state: half === undefined ? 'missing' : half.estimated ? 'estimated' : 'known',
      parts: half === undefined ? [] : partsOf(half),
    };
  });
}

/** The day's own bands; else those of now, where they fit. */
function clockOf(summary: SummaryView | undefined, uses: readonly TimedUse[], now: BandClock): BandClock {
  if (summary?.bandStarts) return dayClock(summary.bandStarts);
  return summary !== undefined && fits(now, uses, summary) ? now : () => undefined;
}

function knownHalfHours({ estimated, use, hydro }: HalfHours): ReadonlyMap<number, HalfHour> {
  const read = new Map(use?.points);
  const shared = new Map(hydro?.points);
  return new Map(
    (estimated ?? use)?.points.flatMap(([time, useKWh]) =>
      useKWh === null
        ? []
        : [
            [
              time,
              {
                time,
                useKWh,
                hydroKWh: Math.min(useKWh, shared.get(time) ?? 0),
                estimated: estimated !== undefined && typeof read.get(time) !== 'number',
              },
            ] as const,
          ],
    ),
  );
}

function energyParts({ useKWh, hydroKWh }: HalfHour, band: string): readonly StackPart[] {
  return [
    { name: 'hydro', value: hydroKWh },
    { name: band, value: useKWh - hydroKWh },
  ];
}

/** What the half-hour cost by the prices that its band had on the day. Without a band the price is not known. */
function moneyParts(half: HalfHour, band: string, summary: SummaryView | undefined): readonly StackPart[] {
  const of = summary?.bands[band];
  if (of?.hydroPence === undefined) return [];
  const hydroPence = of.hydroKWh > 0 ? (half.hydroKWh * of.hydroPence) / of.hydroKWh : 0;
  const boughtKWh = of.useKWh - of.hydroKWh;
  const price = boughtKWh > 0 ? (of.costPence - of.hydroPence) / boughtKWh : 0;
  return [
    { name: 'hydro', value: hydroPence },
    { name: band, value: Math.max(0, half.useKWh - half.hydroKWh) * price },
  ];
}
