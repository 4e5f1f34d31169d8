import { describe, expect, it } from 'vitest';
import { tariffOf } from './tariff';
import { bandsOn, tariffOn, type DatedTariff } from './tariff-history';

const flat = (name: string, price: number) =>
  tariffOf(name, 17.8, [{ name: 'all', startMinute: 0, importPencePerKWh: price, generationPencePerKWh: 7 }]);
const entry = (fromDay: string, price: number): DatedTariff => ({
  fromDay,
  weekday: flat(fromDay, price),
  vatPermille: 50,
  referencePencePerKWh: 12,
});

describe('tariffs by date', () => {
  const history = [entry('2020-02-01', 18), entry('2016-10-01', 12)];

  it.each([
    ['2016-09-30', undefined],
    ['2016-10-01', '2016-10-01'],
    ['2020-01-31', '2016-10-01'],
    ['2020-02-01', '2020-02-01'],
    ['2030-01-01', '2020-02-01'],
  ])('on %s the entry of %s holds', (day, from) => {
    expect(tariffOn(history, day)?.fromDay).toBe(from);
  });

  it('takes the weekend bands on Saturdays and Sundays only', () => {
    const tariff = { ...entry('2016-10-01', 12), weekend: flat('weekend', 9) };
    const names = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) => bandsOn(tariff, day).name);
    expect(names).toEqual(['2016-10-01', 'weekend', 'weekend', '2016-10-01']);
    expect(bandsOn(entry('2016-10-01', 12), '2026-11-21').name).toBe('2016-10-01');
  });
});
