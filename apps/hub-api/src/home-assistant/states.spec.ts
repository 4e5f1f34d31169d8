import { describe, expect, it } from 'vitest';
import { discovery } from './discovery';
import { type HomeState, states } from './states';

const at = (iso: string): number => Date.parse(iso) / 1000;
const slot = (time: number, pence: number | null, hydroShare: number | null = 0.25) => ({
  time,
  band: 'evening',
  generationW: 10_000,
  demandW: 40_000,
  hydroPencePerKWh: 7,
  importPencePerKWh: 14,
  hydroShare,
  marginalPencePerKWh: pence,
});
const slotsFrom = (start: string, count: number) =>
  Array.from({ length: count }, (_, n) => slot(at(start) + n * 1800, n % 2 === 0 ? 12.25 : 14));
const NOW = at('2026-11-30T17:10:00Z');
const home: HomeState = {
  now: NOW,
  zone: 'Europe/London',
  powerW: 450.5,
  price: { pencePerKWh: 12.25, hydroShare: 0.254 },
  forecast: { intervalS: 1800, slots: slotsFrom('2026-11-30T00:00:00Z', 96) },
  plans: [
    {
      id: 7,
      runs: [
        { start: NOW - 7200, end: NOW - 3600 },
        { start: NOW + 3600, end: NOW + 7200 },
      ],
    },
  ],
};
const said = (state: HomeState): ReadonlyMap<string, string> =>
  new Map(states(state).map(({ topic, payload }) => [topic.replace('cydynni/home/', ''), payload]));
const forecast = (state: HomeState) =>
  JSON.parse(said(state).get('forecast') ?? '') as Record<'raw_today' | 'raw_tomorrow' | 'forecast', unknown[]> & {
    tomorrow_valid: boolean;
  };

describe('what Home Assistant is told', () => {
  it('is in watts, pounds and per cent', () => {
    const values = said(home);
    expect(Object.fromEntries(values)).toMatchObject({
      power: '450.5',
      price: '0.1225',
      price_next: '0.14',
      hydro_share: '25',
      verdict: 'even',
      'device/7/next_start': '2026-11-30T18:10:00+00:00',
      'device/7/plan': '{"runs":[{"start":"2026-11-30T18:10:00+00:00","end":"2026-11-30T19:10:00+00:00"}]}',
    });
  });

  it('is None where nothing is known', () => {
    const nothing = {
      ...home,
      powerW: null,
      price: null,
      forecast: { intervalS: 1800, slots: [] },
      plans: [{ id: 7, runs: [] }],
    };
    expect(Object.fromEntries(said(nothing))).toMatchObject({
      power: 'None',
      price: 'None',
      price_next: 'None',
      hydro_share: 'None',
      verdict: 'unknown',
      'device/7/next_start': 'None',
      'device/7/plan': '{"runs":[]}',
    });
  });

  it('is a forecast in days of the wall clock, what is past of today included', () => {
    const { raw_today, raw_tomorrow, tomorrow_valid, forecast: ahead } = forecast(home);
    expect([raw_today.length, raw_tomorrow.length, tomorrow_valid]).toEqual([48, 48, true]);
    expect(raw_today[0]).toEqual({
      start: '2026-11-30T00:00:00+00:00',
      end: '2026-11-30T00:30:00+00:00',
      value: 0.1225,
    });
    expect(ahead[0]).toEqual({ datetime: '2026-11-30T17:00:00+00:00', price: 0.1225, hydro_share: 0.25 });
    expect(ahead).toHaveLength(62);
  });

  it.each([
    ['2026-10-25', '2026-10-24T23:00:00Z', 50],
    ['2026-03-29', '2026-03-29T00:00:00Z', 46],
  ])('has the half-hours that %s has', (day, start, count) => {
    const changing = {
      ...home,
      now: at(`${day}T12:00:00Z`),
      forecast: { intervalS: 1800, slots: slotsFrom(start, 120) },
    };
    expect(forecast(changing).raw_today).toHaveLength(count);
    expect(forecast(changing).raw_tomorrow).toHaveLength(48);
  });
});

describe('what Home Assistant finds', () => {
  const found = discovery({ id: 'cydynni_a1', version: '1.0.0', locale: 'en' }, [{ id: 7, name: 'Boiler' }]);
  const configs = found.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);

  it('has a value for each topic that is said, each with a name and an end of its own', () => {
    expect(found.map(({ topic }) => topic)).toContain('homeassistant/sensor/cydynni_a1/price/config');
    expect(new Set(configs.map(({ unique_id }) => unique_id)).size).toBe(6);
    expect(configs.every(({ expire_after }) => expire_after === 300)).toBe(true);
    const topics = new Set(states(home).map(({ topic }) => topic));
    for (const { state_topic, json_attributes_topic } of configs) {
      expect(topics).toContain(state_topic);
      if (json_attributes_topic !== undefined) expect(topics).toContain(json_attributes_topic);
    }
  });

  it('is in the household’s language', () => {
    const [power] = discovery({ id: 'a', version: '1', locale: 'cy' }, []);
    expect(JSON.parse(power?.payload ?? '')).toMatchObject({
      name: 'Pŵer',
      device_class: 'power',
      unit_of_measurement: 'W',
    });
  });
});
