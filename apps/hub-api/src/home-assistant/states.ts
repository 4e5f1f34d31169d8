import type { ClubForecast } from '@hub/contracts';
import type { Run } from '@hub/domain/devices';
import { slotAt, VERDICT_LOAD_S, verdictAt } from '@hub/domain/community';
import { calendarDay, dayEnd, dayStart, type Instant } from '@hub/domain/time';
import { deviceTopic, HOME, type RetainedMessage } from './topics';

/** How the household stands at `now`. Powers in W, prices of the forecast in pence a kWh. */
export interface HomeState {
  readonly now: Instant;
  readonly zone: string;
  readonly powerW: number | null;
  /** Pence a kWh, and the part of it that the club's generator covers, 0 to 1. */
  readonly price: { readonly pencePerKWh: number; readonly hydroShare: number } | null;
  readonly forecast: Pick<ClubForecast, 'slots' | 'intervalS'>;
  readonly plans: readonly { readonly id: number; readonly runs: readonly Run[] }[];
}

/** Home Assistant's word for a value that is not known. */
const UNKNOWN = 'None';
const PENCE_A_POUND = 100;

/** Everything that is said once a minute. */
export function states(home: HomeState): RetainedMessage[] {
  const { now, zone, powerW, price, forecast } = home;
  const next = slotAt(forecast.slots, now + forecast.intervalS)?.marginalPencePerKWh ?? null;
  return [
    said(`${HOME}/power`, powerW === null ? UNKNOWN : String(powerW)),
    said(`${HOME}/price`, price ? String(pounds(price.pencePerKWh)) : UNKNOWN),
    said(`${HOME}/price_next`, next === null ? UNKNOWN : String(pounds(next))),
    said(`${HOME}/hydro_share`, price ? String(Math.round(price.hydroShare * 100)) : UNKNOWN),
    said(`${HOME}/verdict`, verdictOf(home)),
    said(`${HOME}/forecast`, JSON.stringify(forecastAttributes(forecast, now, zone))),
    ...home.plans.flatMap(({ id, runs }) => planOf(id, runs, now)),
  ];
}

const said = (topic: string, payload: string): RetainedMessage => ({ topic, payload });
const pounds = (pence: number): number => Math.round(pence * 1e4) / 1e4 / PENCE_A_POUND;
const iso = (time: Instant): string => new Date(time * 1000).toISOString().replace('.000Z', '+00:00');

function verdictOf({ forecast, now, zone }: HomeState): string {
  const midnight = dayStart(calendarDay(now, zone), zone);
  const today = forecast.slots.filter(({ time }) => time >= midnight);
  const ratable = today.map((slot) => ({ ...slot, marginalPence: slot.marginalPencePerKWh }));
  return verdictAt(ratable, now, VERDICT_LOAD_S).kind;
}

/**
 * The hours ahead as integrations of day-ahead prices publish them: `raw_today` and `raw_tomorrow` with start, end and value (pounds a
 * kWh), and `forecast` with the signal beside each price: the part of one more kWh that is local hydro.
 */
function forecastAttributes({ slots, intervalS }: HomeState['forecast'], now: Instant, zone: string): object {
  const today = calendarDay(now, zone);
  const tomorrow = calendarDay(dayEnd(today, zone), zone);
  const priced = slots.flatMap(({ time, marginalPencePerKWh, hydroShare }) =>
    marginalPencePerKWh === null ? [] : [{ time, value: pounds(marginalPencePerKWh), hydroShare }],
  );
  const raw = (day: string) =>
    priced
      .filter(({ time }) => calendarDay(time, zone) === day)
      .map(({ time, value }) => ({ start: iso(time), end: iso(time + intervalS), value }));
  const rawTomorrow = raw(tomorrow);
  return {
    currency: 'GBP',
    unit: 'kWh',
    raw_today: raw(today),
    raw_tomorrow: rawTomorrow,
    tomorrow_valid: rawTomorrow.length * intervalS >= dayEnd(tomorrow, zone) - dayStart(tomorrow, zone),
    forecast: priced
      .filter(({ time }) => time + intervalS > now)
      .map(({ time, value, hydroShare }) => ({ datetime: iso(time), price: value, hydro_share: hydroShare })),
  };
}

function planOf(id: number, runs: readonly Run[], now: Instant): RetainedMessage[] {
  const ahead = runs.filter(({ end }) => end > now);
  const [first] = ahead;
  return [
    said(deviceTopic(id, 'next_start'), first ? iso(first.start) : UNKNOWN),
    said(
      deviceTopic(id, 'plan'),
      JSON.stringify({ runs: ahead.map(({ start, end }) => ({ start: iso(start), end: iso(end) })) }),
    ),
  ];
}
