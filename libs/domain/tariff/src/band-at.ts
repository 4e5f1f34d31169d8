import { instantOf, localTime, type Instant } from '@hub/domain/time';
import type { Tariff, TariffBand } from './tariff';

/** The band in force and the instant at which the next one starts. */
export interface BandInForce<Name extends string> {
  readonly band: TariffBand<Name>;
  readonly until: Instant;
}

/**
 * Which band of `tariff` is in force at `instant`, by the wall clock of `zone`. The band before midnight goes on until
 * the first of the day. `until` follows the clock: a night lasts an hour less or more where it changes.
 */
export function bandAt<Name extends string>(tariff: Tariff<Name>, instant: Instant, zone: string): BandInForce<Name> {
  const now = localTime(instant, zone);
  const minute = now.hour * 60 + now.minute;
  const { bands } = tariff;
  const next = bands.findIndex((band) => band.startMinute > minute);
  const wraps = next === -1;
  const following = bands[wraps ? 0 : next] ?? bands[0];
  const band = bands[(wraps ? bands.length : next || bands.length) - 1] ?? bands[0];
  const until = instantOf(
    { ...now, day: now.day + (wraps ? 1 : 0), hour: 0, minute: following.startMinute, second: 0 },
    zone,
  );
  return { band, until };
}
