import { describe, expect, it } from 'vitest';
import { advance, freshness, type MeterNow } from './meter-now';
import { isNewest } from './newest';

const known: MeterNow = { serial: 'a', time: 1000, powerW: 500, importKWh: 10, exportKWh: 1 };

describe('advance', () => {
  it('starts from the first message', () => {
    expect(advance(null, { serial: 'a', time: 5, powerW: 1 }, 5)).toEqual({
      serial: 'a',
      time: 5,
      powerW: 1,
      importKWh: null,
      exportKWh: null,
    });
  });

  it.each([
    [
      'a newer power keeps the registers',
      { serial: 'a', time: 1010, powerW: 600 },
      { ...known, time: 1010, powerW: 600 },
    ],
    ['an older message changes nothing', { serial: 'a', time: 990, powerW: 600, importKWh: 9 }, known],
    [
      'registers alone do not make an old power new',
      { serial: 'a', time: 1010, importKWh: 11 },
      { ...known, importKWh: 11 },
    ],
    ["another meter's older power changes nothing", { serial: 'b', time: 999, powerW: 1 }, known],
    ["another meter's registers change nothing", { serial: 'b', time: 2000, importKWh: 1 }, known],
    [
      "another meter's newer power replaces all",
      { serial: 'b', time: 1001, powerW: 7 },
      { serial: 'b', time: 1001, powerW: 7, importKWh: null, exportKWh: null },
    ],
  ])('%s', (_, reading, expected) => {
    expect(advance(known, reading, 5000)).toEqual(expected);
  });
});

describe('clocks that differ', () => {
  it.each([
    ['250 s ahead, then the right time: the one that arrived last', 1000 + 250, 1000, 1001, true],
    ['both about now: the one that arrived last', 1000, 990, 1005, true],
    ['an old one stays old', 1000, 690, 1005, false],
    ['what lies ahead of a clock that was set back gives way', 90_000, 500, 1000, true],
    ['a later one is newest, however old', 100, 200, 90_000, true],
  ])('%s', (_, known, time, now, wanted) => {
    expect(isNewest(known, time, now)).toBe(wanted);
  });
});

describe('freshness', () => {
  it.each([
    ['never heard', null, 1000, 'missing'],
    ['just now', 1000, 1000, 'live'],
    ['a clock slightly ahead', 1010, 1000, 'live'],
    ['25 s', 975, 1000, 'live'],
    ['26 s', 974, 1000, 'delayed'],
    ['a day', 0, 86_400, 'delayed'],
    ['more than a day', 0, 86_401, 'missing'],
  ])('%s', (_, time, now, expected) => {
    expect(freshness(time, now)).toBe(expected);
  });
});
