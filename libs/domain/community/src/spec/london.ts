/** Clock of London by its rule alone, without any part of the product: summer time from and to the last Sundays of March and October, 01:00 UTC. */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1) / 1000;
};

const changes = new Map<number, readonly [number, number]>();

function summerOf(year: number): readonly [number, number] {
  const known = changes.get(year) ?? [lastSunday(year, 2), lastSunday(year, 9)];
  changes.set(year, known);
  return known;
}

/** Seconds that the clock is ahead of UTC. */
export function aheadS(instant: number): number {
  const [start, end] = summerOf(new Date(instant * 1000).getUTCFullYear());
  return instant >= start && instant < end ? 3600 : 0;
}

export interface Shown {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly minute: number;
  readonly weekend: boolean;
}

/** What a clock on the wall shows. */
export function shown(instant: number): Shown {
  const local = new Date((instant + aheadS(instant)) * 1000);
  const weekday = local.getUTCDay();
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekend: weekday === 0 || weekday === 6,
  };
}

/** First instant of a month; `month` counts from 0 and may go on over the year's end. */
export function monthStart(year: number, month: number): number {
  const utc = Date.UTC(year, month, 1) / 1000;
  // No clock changes at the start of a month: the hour before shows what holds.
  return utc - aheadS(utc - 3600);
}

/** Every instant at which a clock on the wall shows this; none in the hour that is left out, two in the one that comes twice. */
export function instantsShowing(localS: number): number[] {
  return [localS, localS - 3600].filter((instant) => instant + aheadS(instant) === localS);
}
