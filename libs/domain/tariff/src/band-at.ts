import { type Instant, minuteOfDay, zoneOf } from '@hub/domain/time';
import { MINUTES_A_DAY, type Tariff, type TariffBand } from './tariff';

/** The band in force and the instant at which the next one starts. A single band starts again at its minute of the next day. */
export interface BandInForce<Name extends string = string> {
  readonly band: TariffBand<Name>;
  readonly until: Instant;
}

/**
 * Which band of `tariff` is in force at `instant`, by what the wall clock of `zone` shows. The band before midnight goes on until the
 * first of the day. Where the clock goes back, the bands of the hour that comes twice hold twice; where it jumps, those of the hour
 * that is left out do not hold.
 */
export function bandAt<Name extends string>(tariff: Tariff<Name>, instant: Instant, zone: string): BandInForce<Name> {
  const band = bandOfMinute(tariff, minuteOfDay(instant, zone));
  const clock = zoneOf(zone);
  for (let from = instant; ;) {
    const until = nextStart(tariff, from, zone);
    const change = clock.changeAfter(from, until);
    if (change === undefined) return { band, until };
    if (bandOfMinute(tariff, minuteOfDay(change, zone)) !== band) return { band, until: change };
    from = change;
  }
}

function bandOfMinute<Name extends string>({ bands }: Tariff<Name>, minute: number): TariffBand<Name> {
  return bands.findLast(({ startMinute }) => startMinute <= minute) ?? bands.at(-1) ?? bands[0];
}

/** When the next band would start if the clock did not change. */
function nextStart({ bands }: Tariff, instant: Instant, zone: string): Instant {
  const minute = minuteOfDay(instant, zone);
  const next =
    bands.find(({ startMinute }) => startMinute > minute)?.startMinute ?? bands[0].startMinute + MINUTES_A_DAY;
  return (Math.floor(instant / 60) + next - minute) * 60;
}
