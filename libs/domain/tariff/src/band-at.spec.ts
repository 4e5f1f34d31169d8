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

  it.each([
    // The clock goes back from 02:00 to 01:00 at 01:00Z, and jumps from 01:00 to 02:00 at 01:00Z.
    ['before the repeated hour', '2026-10-25T00:40:00Z', 'a', '2026-10-25T00:45'],
    ['the first time', '2026-10-25T00:50:00Z', 'b', '2026-10-25T01:00'],
    ['the hour comes again', '2026-10-25T01:10:00Z', 'a', '2026-10-25T01:45'],
    ['the second time', '2026-10-25T01:45:00Z', 'b', '2026-10-25T05:00'],
    ['in the hour that is left out', '2026-03-29T00:59:59Z', 'a', '2026-03-29T01:00'],
    ['after it', '2026-03-29T01:00:00Z', 'b', '2026-03-29T04:00'],
  ])('knows a band that starts at 01:45 on a day of a clock change: %s', (_, iso, name, until) => {
    const tariff = tariffOf('night', 0, [band('a', 5, 1), { ...band('b', 0, 2), startMinute: 105 }]);
    const found = bandAt(tariff, at(iso), 'Europe/London');
    expect([found.band.name, new Date(found.until * 1000).toISOString().slice(0, 16)]).toEqual([name, until]);
  });

  it('ends each band after it began, on clock-change days, whatever minute a band starts at', () => {
    const wrong: unknown[] = [];
    for (const day of ['2026-03-29', '2026-10-25']) {
      for (let startMinute = 0; startMinute < 240; startMinute += startMinute % 60 < 30 ? 7 : 1) {
        const tariff = tariffOf('any', 0, [band('a', 5, 1), { ...band('b', 0, 2), startMinute }]);
        for (let time = at(`${day}T00:00:00Z`); time < at(`${day}T03:00:00Z`); time += 300) {
          const { band: found, until } = bandAt(tariff, time, 'Europe/London');
          const after = bandAt(tariff, until, 'Europe/London').band;
          if (until <= time || bandAt(tariff, until - 1, 'Europe/London').band !== found || after === found)
            wrong.push([day, startMinute, time]);
        }
      }
    }
    expect(wrong).toEqual([]);
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
