import { describe, expect, it } from 'vitest';
import { bandAt } from './band-at';
import { costPencePerHour } from './cost';
import { tariffOf } from './tariff';

const band = (name: string, hour: number, importPencePerKWh: number) => ({
  name,
  startMinute: hour * 60,
  importPencePerKWh,
  generationPencePerKWh: 7,
});
const bethesda = tariffOf('Bethesda', 17.8, [
  band('evening', 16, 14),
  band('morning', 6, 12),
  band('overnight', 20, 7.25),
  band('midday', 11, 10),
]);
const at = (iso: string): number => Date.parse(iso) / 1000;
const inForce = (iso: string) => {
  const { band: found, until } = bandAt(bethesda, at(iso), 'Europe/London');
  return [found.name, found.importPencePerKWh, new Date(until * 1000).toISOString().slice(0, 16)];
};

describe('Bethesda tariff', () => {
  it.each([
    ['first second of the morning', '2026-01-15T06:00:00Z', ['morning', 12, '2026-01-15T11:00']],
    ['last second of the morning', '2026-01-15T10:59:59Z', ['morning', 12, '2026-01-15T11:00']],
    ['midday', '2026-01-15T11:00:00Z', ['midday', 10, '2026-01-15T16:00']],
    ['evening', '2026-01-15T19:59:59Z', ['evening', 14, '2026-01-15T20:00']],
    ['before midnight', '2026-01-15T23:00:00Z', ['overnight', 7.25, '2026-01-16T06:00']],
    ['after midnight', '2026-01-16T00:00:00Z', ['overnight', 7.25, '2026-01-16T06:00']],
    ['end of a month', '2026-01-31T21:00:00Z', ['overnight', 7.25, '2026-02-01T06:00']],
    ['summer: 06:00 is 05:00 UTC', '2026-07-15T05:00:00Z', ['morning', 12, '2026-07-15T10:00']],
    ['night of the spring change ends an hour early', '2026-03-28T23:00:00Z', ['overnight', 7.25, '2026-03-29T05:00']],
    ['after the spring change', '2026-03-29T01:30:00Z', ['overnight', 7.25, '2026-03-29T05:00']],
    ['night of the autumn change ends an hour late', '2026-10-24T20:00:00Z', ['overnight', 7.25, '2026-10-25T06:00']],
    ['in the repeated hour', '2026-10-25T01:15:00Z', ['overnight', 7.25, '2026-10-25T06:00']],
  ])('%s', (_, iso, expected) => {
    expect(inForce(iso)).toEqual(expected);
  });

  it('keeps a half-hour start that the original lost', () => {
    const half = tariffOf('half', 0, [{ ...band('a', 0, 1) }, { ...band('b', 0, 2), startMinute: 390 }]);
    expect(bandAt(half, at('2026-01-15T06:29:59Z'), 'Europe/London').band.name).toBe('a');
    expect(bandAt(half, at('2026-01-15T06:30:00Z'), 'Europe/London').band.name).toBe('b');
  });

  it('lets a single band last a day, whatever its length', () => {
    const flat = tariffOf('flat', 0, [band('all', 0, 12)]);
    const { until } = bandAt(flat, at('2026-03-29T00:00:00Z'), 'Europe/London');
    expect(until).toBe(at('2026-03-29T23:00:00Z'));
  });
});

describe('tariffOf', () => {
  it.each([
    ['no band', []],
    ['two at one minute', [band('a', 1, 1), band('b', 1, 1)]],
    ['one outside the day', [band('a', 24, 1)]],
  ])('refuses %s', (_, bands) => {
    expect(() => tariffOf('bad', 0, bands)).toThrow(RangeError);
  });
});

describe('running cost', () => {
  it.each([
    [512, 10, 5.12],
    [0, 14, 0],
    [-800, 14, 0],
  ])('%d W at %d p/kWh is %d p/h', (powerW, pence, expected) => {
    expect(costPencePerHour(powerW, pence)).toBeCloseTo(expected, 10);
  });
});
