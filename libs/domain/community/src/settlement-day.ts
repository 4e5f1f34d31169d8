import { bandAt, bandsOn, type DatedTariff, type TariffBand, tariffOn } from '@hub/domain/tariff';
import { type CalendarDay, dayStart, HALF_HOUR_S, halfHoursOfDay, type Instant } from '@hub/domain/time';

/** A day as it is settled: its half-hours, each with the band whose price it has. */
export interface SettlementDay<Name extends string = string> {
  readonly day: CalendarDay;
  readonly start: Instant;
  /** One a half-hour: 46, 48 or 50 of them. A half-hour has the band that holds at its start. */
  readonly bands: readonly TariffBand<Name>[];
  readonly tariff: DatedTariff<Name>;
}

/** Prepare a day for costing every member of the club; undefined on a day before the first tariff. */
export function settlementDay<Name extends string>(
  history: readonly DatedTariff<Name>[],
  day: CalendarDay,
  zone: string,
): SettlementDay<Name> | undefined {
  const tariff = tariffOn(history, day);
  if (tariff === undefined) return undefined;
  const start = dayStart(day, zone);
  const end = start + halfHoursOfDay(day, zone) * HALF_HOUR_S;
  const bands: TariffBand<Name>[] = [];
  for (let time = start; time < end;) {
    const { band, until } = bandAt(bandsOn(tariff, day), time, zone);
    for (; time < Math.min(until, end); time += HALF_HOUR_S) bands.push(band);
  }
  return { day, start, bands, tariff };
}
