import { describe, expect, it } from 'vitest';
import { dataRequest } from './data-request';
import { floatOf, intOf, isNumeric } from './php-values';
import { csvValue, roundHalfAway } from './round';
import { scaleOf } from './scale';
import { excelText, isoText, timeOf } from './time-text';
import { zoneOf } from '@hub/domain/time';

describe('numbers as emoncms reads and prints them', () => {
  it.each<[unknown, number]>([
    ['12abc', 12],
    ['1e3', 1000],
    ['1,5', 1],
    ['+5', 5],
    ['abc', 0],
    ['NAN', 0],
    [null, 0],
    [true, 1],
    ['.5', 0.5],
  ])('%s is %s', (text, number) => expect(floatOf(text)).toBe(number));

  it('keeps NaN from programs, and whole numbers whole', () => {
    expect([floatOf(NaN), intOf('29.99'), intOf(NaN), isNumeric('1 x'), isNumeric(' 2 ')]).toEqual([
      NaN,
      29,
      0,
      false,
      true,
    ]);
  });

  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [-0.004, 2, -0],
    [1234, -2, 1200],
    [1e300, 2, 1e300],
    [0.5, 0, 1],
    [0.4, -2, 0],
  ])('%s to %s places is %s', (value, places, rounded) => expect(roundHalfAway(value, places)).toBe(rounded));

  it.each([
    [NaN, 'null'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [-0.004, '0.00'],
    [1000.005, '1000.01'],
    [3e22, '30000000000000000000000.00'.replace('30000000000000000000000', String(BigInt(3e22)))],
  ])('%s prints as %s', (value, text) => expect(csvValue(value)).toBe(text));
});

describe('times as emoncms reads and prints them', () => {
  it.each<[unknown, number | undefined]>([
    [1711800000, 1711800000],
    ['1711800000000', 1711800000],
    ['2024-07-01 12:00', 1719831600],
    ['2024-07-01T12:00:00Z', 1719835200],
    ['2024-07-01T12:00:00+02:00', 1719828000],
    ['2024-07-01', 1719788400],
    ['01-07-2024', 1719788400],
    ['1 July 2024 12:00', 1719831600],
    ['soon', undefined],
  ])('%s', (text, time) => expect(timeOf(text, 'Europe/London')).toBe(time));

  it('prints local time with its offset', () => {
    const zone = zoneOf('Europe/London');
    expect([isoText(1711846800, zone), isoText(1711846799, zone)]).toEqual([
      '2024-03-31T02:00:00+01:00',
      '2024-03-31T00:59:59+00:00',
    ]);
    expect(excelText(1711846800, zone)).toBe('31/03/2024 02:00:00');
    expect(isoText(0, zoneOf('America/New_York'))).toBe('1969-12-31T19:00:00-05:00');
  });
});

describe('requests', () => {
  const request = { start: 1000, end: 2000, interval: 10, timezone: 'UTC', timeformat: 'unix' };

  it.each([
    [{ end: 1000 }, 'Request end time before start time'],
    [{ interval: 0, end: 1100 }, 'Invalid interval'],
    [{ timeformat: 'julian' }, 'Invalid time format'],
    [
      { end: 201_010 },
      'request datapoint limit reached (20000), increase request interval or reduce time range, requested datapoints = 20001',
    ],
    [{ start: 'soon' }, 'Invalid start or end time'],
  ])('%o is refused', (change, message) => {
    expect(dataRequest({ ...request, ...change })).toEqual({ success: false, message });
  });

  it('ask for about 800 points where they name no interval', () => {
    expect(dataRequest({ ...request, end: 801_000, interval: 0 })).toMatchObject({ query: { interval: 1000 } });
  });
});

describe('times as people say them', () => {
  const LONDON = 'Europe/London';
  it.each([
    ['now', '2026-07-01T12:00:00Z', '2026-07-01T12:00:00Z'],
    ['-2 week', '2026-07-01T12:00:00Z', '2026-06-17T12:00:00Z'],
    ['-1 day', '2026-03-29T12:00:00Z', '2026-03-28T13:00:00Z'],
    ['+1 day', '2026-10-24T12:00:00Z', '2026-10-25T13:00:00Z'],
    ['3 hours ago', '2026-03-29T02:00:00Z', '2026-03-28T23:00:00Z'],
    ['-1 month', '2026-07-01T12:00:00Z', '2026-06-01T12:00:00Z'],
    ['-2 years', '2026-07-01T12:00:00Z', '2024-07-01T12:00:00Z'],
    ['yesterday', '2026-07-01T12:00:00Z', '2026-06-29T23:00:00Z'],
    ['midnight', '2026-01-15T12:00:00Z', '2026-01-15T00:00:00Z'],
  ])('%s at %s', (text, now, wanted) => {
    expect(timeOf(text, LONDON, Date.parse(now) / 1000)).toBe(Date.parse(wanted) / 1000);
  });

  it('are none where it is not known what time it is, nor as endless text', () => {
    expect(timeOf('-2 week', LONDON)).toBeUndefined();
    expect(timeOf(`-${'2'.repeat(100_000)} week`, LONDON, 0)).toBeUndefined();
    expect(timeOf('2'.repeat(100_000), LONDON, 0)).toBeUndefined();
  });
});

describe('writes', () => {
  it.each([
    ['2', 6],
    ['1/2', 1.5],
    ['-2', -6],
    ['-1/3', -1],
    ['abs(x)', 3],
    ['ABS(X)', 3],
    ['nan', NaN],
    ['2,5', 6],
  ])('scale by %s', (text, result) => {
    expect(scaleOf(text)?.(3)).toBe(result);
  });

  it('keep a missing value missing, unless a constant takes its place', () => {
    expect(['2', '-1/2', 'abs(x)', 'NaN', '0', '-0', '0.0', '0,0'].map((text) => scaleOf(text)?.(NaN))).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
      0,
      0,
      0,
      0,
    ]);
  });

  it('do not scale by anything else', () => {
    for (const text of ['foo', '2*3', '', 'abs(y)', 'abs(x)+1', '1/0', '1/0.0', '-1/0', `1${'0'.repeat(400)}`])
      expect(scaleOf(text)).toBeUndefined();
  });
});
