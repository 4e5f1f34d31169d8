import { tariffOf } from '@hub/domain/tariff';
import { dayStart, halfHoursOfDay, shiftDay } from '@hub/domain/time';
import { describe, expect, it } from 'vitest';
import { type DayShape, shapeForecast } from './shape-forecast';

const ZONE = 'Europe/London';
const band = (name: string, hour: number, importPencePerKWh: number) => ({
  name,
  startMinute: hour * 60,
  importPencePerKWh,
  generationPencePerKWh: 7,
});
const tariffs = [
  {
    fromDay: '2016-10-01',
    weekday: tariffOf('club', 17.8, [band('day', 6, 12), band('night', 20, 8)]),
    vatPermille: 50,
    referencePencePerKWh: 12,
  },
];
const none = () => undefined;

/** A day whose half-hours say their own number. */
function dayOf(day: string): DayShape {
  const count = halfHoursOfDay(day, ZONE);
  const numbers = Float32Array.from({ length: count }, (_, slot) => slot);
  return { start: dayStart(day, ZONE), generationKWh: numbers.map((n) => n / 4), consumptionKWh: numbers };
}
const forecastOn = (day: string, shape: DayShape | null) =>
  shapeForecast({ now: dayStart(day, ZONE) + 100, zone: ZONE, tariffs, day: shape, signal: none });

describe('the forecast of a hub that is on its own', () => {
  it('is the last day again, with the prices of the bands', () => {
    const { slots, ...about } = forecastOn('2026-11-23', dayOf('2026-11-22'));
    expect(about).toMatchObject({ intervalS: 1800, generationBasis: 'last-day', demandBasis: 'any-day' });
    expect(slots).toHaveLength(96);
    expect(slots[13]).toEqual({
      time: dayStart('2026-11-23', ZONE) + 13 * 1800,
      band: 'day',
      generationW: 6500,
      demandW: 26_000,
      hydroPencePerKWh: 7,
      importPencePerKWh: 12,
      hydroShare: 0,
      marginalPencePerKWh: 12,
    });
    expect(slots[48 + 13]).toMatchObject({ generationW: 6500, demandW: 26_000 });
  });

  it('is the prices alone where no day is known', () => {
    const forecast = forecastOn('2026-11-23', null);
    expect(forecast).toMatchObject({ generationBasis: 'none', demandBasis: null });
    expect(forecast.slots[0]).toMatchObject({
      band: 'night',
      generationW: null,
      demandW: null,
      marginalPencePerKWh: 8,
    });
  });

  it('takes the gateway’s signal for its half-hours', () => {
    const now = dayStart('2026-11-23', ZONE);
    const signal = (time: number) => (time === now + 1800 ? 5.5 : undefined);
    const { slots } = shapeForecast({ now, zone: ZONE, tariffs, day: dayOf('2026-11-22'), signal });
    expect(slots.slice(0, 3).map((slot) => slot.marginalPencePerKWh)).toEqual([8, 5.5, 8]);
    expect(slots[1]?.hydroShare).toBe(1);
  });

  it.each([
    ['2026-03-28', '2026-03-29', 'a day with an hour less'],
    ['2026-03-29', '2026-03-30', 'after a day with an hour less'],
    ['2026-10-24', '2026-10-25', 'a day with an hour more'],
    ['2026-10-25', '2026-10-26', 'after a day with an hour more'],
  ])('from %s for %s (%s) follows the clock on the wall', (before, day) => {
    const { slots } = forecastOn(day, dayOf(before));
    const noonOf = (of: string) => (dayStart(of, ZONE) / 1800 + halfHoursOfDay(of, ZONE) - 24) * 1800;
    const noon = slots.find(({ time }) => time === noonOf(day));
    expect(noon?.demandW).toBe((halfHoursOfDay(before, ZONE) - 24) * 2000);
    // An hour that the day before did not have is not known.
    const unknown = slots.filter(({ time, demandW }) => time < dayStart(shiftDay(day, 1), ZONE) && demandW === null);
    expect(unknown.length).toBe(before === '2026-03-29' ? 2 : 0);
  });
});
