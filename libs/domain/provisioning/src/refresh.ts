import { type Instant, instantOf, localTime } from '@hub/domain/time';

/** Settled half-hours of a day reach the server in the course of the following night. */
const FIRST_HOUR = 6;
/** Hubs that would all ask at once spread over this time. */
const SPREAD_S = 2 * 3600;
const FIRST_RETRY_S = 2;
const LONGEST_RETRY_S = 300;

/** When to look for new days next: in the coming morning of `zone`. `random` is from 0 up to 1. */
export function nextRefresh(now: Instant, zone: string, random: number): Instant {
  const today = localTime(now, zone);
  const morning = (days: number): Instant => {
    const six = { ...today, day: today.day + days, hour: FIRST_HOUR, minute: 0, second: 0 };
    return instantOf(six, zone) + random * SPREAD_S;
  };
  return morning(0) > now ? morning(0) : morning(1);
}

/** Seconds to wait after `failures` tries in a row; each hub its own. `random` is from 0 up to 1. */
export const retryAfterS = (failures: number, random: number): number =>
  Math.min(FIRST_RETRY_S * 2 ** Math.max(failures - 1, 0), LONGEST_RETRY_S) * (0.5 + random / 2);
