import { tariffOf } from '@hub/domain/tariff';
import { describe, expect, it } from 'vitest';
import { type ForecastInput, makeForecast } from './club-forecast';

const LONDON = 'Europe/London';
const at = (iso: string): number => Date.parse(iso) / 1000;
const band = (name: string, hour: number, price: number) => ({
  name,
  startMinute: hour * 60,
  importPencePerKWh: price,
  generationPencePerKWh: 7,
});
const tariffs = [
  {
    fromDay: '2016-10-01',
    weekday: tariffOf('Bethesda', 17.8, [
      band('morning', 6, 12),
      band('midday', 11, 10),
      band('evening', 16, 14),
      band('overnight', 20, 7.25),
    ]),
    vatPermille: 50,
    referencePencePerKWh: 12,
  },
];
const START = at('2026-10-24T23:00:00Z');
const WEEKS = 4 * 336;
/** Every working evening from 18:00 by the wall the club uses 30 kWh a half-hour, else 5; the turbine gives 10. */
const input: ForecastInput = {
  now: START + 3600,
  historyStart: START - WEEKS * 1800,
  start: START,
  count: 100,
  generationWh: new Float64Array(WEEKS).fill(10_000),
  demandWh: Float64Array.from({ length: WEEKS }, (_, slot) => {
    const local = new Date((START - (WEEKS - slot) * 1800 + 3600) * 1000);
    return local.getUTCHours() >= 18 && local.getUTCHours() < 20 ? 30_000 : 5000;
  }),
  weather: {},
  generators: [{ type: 'hydro', maxKW: 50 }],
  tariffs,
  zone: LONDON,
};
const slotAt = (iso: string, made = makeForecast(input)) => made.slots.find(({ time }) => time === at(iso));

describe('the forecast', () => {
  it('keeps the evening peak at 18:00 by the wall after the clocks went back', () => {
    expect(slotAt('2026-10-25T18:00:00Z')?.demandWh).toBe(30_000);
    expect(slotAt('2026-10-25T17:00:00Z')?.demandWh).toBe(5000);
    expect(slotAt('2026-10-25T19:30:00Z')?.demandWh).toBe(30_000);
    expect(slotAt('2026-10-25T20:00:00Z')?.demandWh).toBe(5000);
  });

  it('signals the hydro price while there is surplus and the band price when there is none', () => {
    expect(slotAt('2026-10-25T12:00:00Z')).toMatchObject({ band: 'midday', marginalPence: 7 });
    expect(slotAt('2026-10-25T18:00:00Z')).toMatchObject({ band: 'evening', marginalPence: 14 });
  });

  it('has 50 half-hours of the long day, by its own bands', () => {
    const { slots } = makeForecast(input);
    expect(slots.filter(({ time }) => time < at('2026-10-26T00:00:00Z'))).toHaveLength(50);
    expect(slots.slice(0, 50).filter(({ band: name }) => name === 'overnight')).toHaveLength(22);
  });

  it('rests on the last day without weather, and on rain with it, and says so', () => {
    expect(makeForecast(input)).toMatchObject({ generationBasis: 'last-day', demandBasis: 'weekday' });
    const rainMmPerHour = Array.from({ length: WEEKS + 100 }, (_, slot) => (slot > WEEKS ? 5 : 0));
    const made = makeForecast({ ...input, weather: { rainMmPerHour } });
    expect(made.generationBasis).toBe('rain');
    expect(made.slots.at(-1)?.generationWh).toBe(25_000);
  });

  it('of a club without a generator is its tariff', () => {
    const demandWh = input.demandWh.map((wh, slot) => wh * (1 + (slot % 5)));
    const made = makeForecast({ ...input, demandWh, generators: [] });
    expect(made.generationBasis).toBe('none');
    expect(made.slots.map(({ marginalPence }) => marginalPence)).toEqual(
      made.slots.map(({ prices }) => prices.importPencePerKWh),
    );
  });

  it('knows that it knows nothing', () => {
    const none = new Float64Array(WEEKS).fill(NaN);
    const made = makeForecast({ ...input, demandWh: none, generationWh: none });
    expect(made.demandBasis).toBeUndefined();
    expect(made.slots[0]?.generationWh).toBeNaN();
    expect(made.slots[24]).toMatchObject({ band: 'midday', marginalPence: 10 });
  });
});
