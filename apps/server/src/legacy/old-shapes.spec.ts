import { settlementDay, summariseDay } from '@hub/domain/community';
import { tariffOf } from '@hub/domain/tariff';
import { describe, expect, it } from 'vitest';
import { oldDay, oldLive, oldMonths } from './old-shapes';

const band = (name: string, hour: number, price: number) => ({
  name,
  startMinute: hour * 60,
  importPencePerKWh: price,
  generationPencePerKWh: 7,
});
const tariff = {
  fromDay: '2016-10-01',
  weekday: tariffOf('Bethesda', 17.8, [
    band('morning', 6, 12),
    band('midday', 11, 10),
    band('evening', 16, 14),
    band('overnight', 20, 7.25),
  ]),
  vatPermille: 50,
  referencePencePerKWh: 12,
};
const day = (name: string) => {
  const settlement = settlementDay([tariff], name, 'Europe/London');
  if (!settlement) throw new Error('no tariff');
  const count = settlement.bands.length;
  const estimated = new Uint8Array(count);
  if (name.endsWith('30')) estimated[3] = 1;
  return summariseDay(settlement, {
    useWh: new Float64Array(count).fill(1000),
    hydroWh: new Float64Array(count).fill(400),
    estimated,
  });
};

describe('shapes of the original', () => {
  it('a day has imports by band, the total used and what was generated', () => {
    expect(oldDay(day('2016-11-02'), 1478044800, '2016-11-04', 1478217600.5)).toEqual({
      kwh: { morning: 6, midday: 6, evening: 4.8, overnight: 12, total: 48, generation: 19.2 },
      generation: { morning: 4, midday: 4, evening: 3.2, overnight: 8, total: 19.2 },
      cost: { morning: 1, midday: 0.88, evening: 0.896, overnight: 1.43, total: 4.206 },
      month: 'November',
      day: '02',
      date: 'November 02 2016 00:00:00',
      timestamp: 1478044800,
      dayoffset: 2,
      time: 1478217600,
    });
  });

  it('months add their days up and count the estimated ones', () => {
    const months = oldMonths(['2016-11-29', '2016-11-30', '2016-12-01'].map(day));
    expect(
      months.map(({ monthdesc, month, year, days, estimate }) => [monthdesc, month, year, days, estimate]),
    ).toEqual([
      ['NOV', 11, 2016, 2, 1],
      ['DEC', 12, 2016, 1, 0],
    ]);
    expect(months[0]?.demand).toEqual({ morning: 20, midday: 20, evening: 16, overnight: 40, total: 96 });
    expect(months[0]?.import['total']).toBe(57.6);
  });

  it('live is text', () => {
    expect(oldLive({ generationW: 25_123, clubW: 40_100, tariff: 'midday' })).toEqual({
      generation: '25.123',
      club: '40.100',
      tariff: 'midday',
    });
  });
});
