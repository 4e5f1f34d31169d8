/** The zone of the house's clocks: every home of these clubs is in it. */
export const HOUSE_ZONE = 'Europe/London';

const HOUSE_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: HOUSE_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Time of day, "16:05", of a unix second: the time on the house's clocks, wherever the browser believes to be. */
export function formatClock(timeS: number): string {
  return HOUSE_TIME.format(timeS * 1_000);
}
