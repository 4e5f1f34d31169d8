import { calendarDay, dayEnd, HALF_HOUR_S, halfHourStart, type Instant, nextHalfHour } from '@hub/domain/time';
import { bandAt } from './band-at';
import type { TariffBand } from './tariff';
import { bandsOn, type DatedTariff, tariffOn } from './tariff-history';

/** What a band costs, and until when: `until` is the end of the last half-hour that is charged by it. */
export interface BandPrice<Name extends string = string> {
  readonly band: TariffBand<Name>;
  readonly until: Instant;
}

/**
 * The band that the half-hour of `instant` is charged by: the one in force at the half-hour's start, of the tariff of its day, on a
 * Saturday or Sunday that of the weekend. Undefined before the first tariff.
 */
export function bandPriceAt<Name extends string>(
  history: readonly DatedTariff<Name>[],
  instant: Instant,
  zone: string,
): BandPrice<Name> | undefined {
  const start = halfHourStart(instant);
  const band = bandOf(history, start, zone);
  if (band === undefined) return undefined;
  // A band that goes on over midnight, into a tariff with the same band, has one end.
  let until = start;
  for (let days = 0; days < 2; days += 1) {
    until = endOfBand(history, until, zone);
    if (until < dayEnd(calendarDay(until - HALF_HOUR_S, zone), zone) || !isSame(band, bandOf(history, until, zone)))
      break;
  }
  return { band, until };
}

function bandOf<Name extends string>(history: readonly DatedTariff<Name>[], start: Instant, zone: string) {
  const day = calendarDay(start, zone);
  const tariff = tariffOn(history, day);
  return tariff && bandAt(bandsOn(tariff, day), start, zone).band;
}

/** Where the band of the half-hour at `start` ends, at the latest at midnight. */
function endOfBand(history: readonly DatedTariff[], start: Instant, zone: string): Instant {
  const day = calendarDay(start, zone);
  const tariff = tariffOn(history, day);
  const midnight = dayEnd(day, zone);
  return tariff ? Math.min(nextHalfHour(bandAt(bandsOn(tariff, day), start, zone).until), midnight) : midnight;
}

const isSame = (a: TariffBand, b: TariffBand | undefined): boolean =>
  a.name === b?.name &&
  a.importPencePerKWh === b.importPencePerKWh &&
  a.generationPencePerKWh === b.generationPencePerKWh;

/** What one more kWh costs, pence without VAT, where `hydroShare` (0 to 1) of it comes from the club's generator. */
export const unitPence = (band: TariffBand, hydroShare: number): number =>
  hydroShare * band.generationPencePerKWh + (1 - hydroShare) * band.importPencePerKWh;
