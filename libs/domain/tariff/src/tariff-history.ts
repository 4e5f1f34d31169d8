import { type CalendarDay, weekdayOf } from '@hub/domain/time';
import type { Tariff } from './tariff';

/** A tariff and the time it holds. A tariff that has held is never changed: a new price is a new entry. */
export interface DatedTariff<Name extends string = string> {
  /** First day it holds. It holds until the next entry's first day. */
  readonly fromDay: CalendarDay;
  readonly weekday: Tariff<Name>;
  /** Prices of Saturdays and Sundays where they differ. The standing charge is that of `weekday`. */
  readonly weekend?: Tariff<Name>;
  /** Value added tax in thousandths: 50 is 5 %. */
  readonly vatPermille: number;
  /** Flat price that savings are counted against, pence per kWh without VAT. */
  readonly referencePencePerKWh: number;
}

/** The entry that holds on `day`, whatever the order of `history`; undefined before the first. */
export function tariffOn<Name extends string>(
  history: readonly DatedTariff<Name>[],
  day: CalendarDay,
): DatedTariff<Name> | undefined {
  let found: DatedTariff<Name> | undefined;
  for (const entry of history) {
    if (entry.fromDay <= day && (found === undefined || entry.fromDay > found.fromDay)) found = entry;
  }
  return found;
}

/** The bands of `tariff` on `day`: those of the weekend where it has its own. */
export function bandsOn<Name extends string>(tariff: DatedTariff<Name>, day: CalendarDay): Tariff<Name> {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6 ? (tariff.weekend ?? tariff.weekday) : tariff.weekday;
}
