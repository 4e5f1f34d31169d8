import { describe, expect, it } from 'vitest';
import { rate as rateSlots, verdictAt } from './verdict';

const T = Date.UTC(2026, 10, 23, 12) / 1000;
const slotsOf = (pence: readonly (number | null)[], generationW: number | null = 0) =>
  pence.map((marginalPence, index) => ({ time: T + index * 1800, marginalPence, generationW, demandW: 40_000 }));
const rate = (pence: readonly (number | null)[]) => rateSlots(slotsOf(pence));
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('rate', () => {
  it("finds the night good and the evening poor in the original's four bands", () => {
    const day = [...times(20, 7.25), ...times(10, 12), ...times(10, 10), ...times(8, 14)];
    const ratings = rate(day);
    expect([ratings[0], ratings[20], ratings[30], ratings[40]]).toEqual(['good', 'fair', 'fair', 'poor']);
    const longer = [...day, ...day.slice(0, 20), 14];
    expect(rate(longer)).toEqual([...ratings, ...times(20, 'good'), 'poor']);
  });

  it('calls a flat day fair throughout, also where it differs by less than anyone would wait for', () => {
    expect(new Set(rate([...times(24, 12), ...times(24, 12.4)]))).toEqual(new Set(['fair']));
  });

  it('takes the usual price for good before a dear evening, and for fair beside a cheap night', () => {
    const dearEvening = rate([...times(40, 10), ...times(8, 15)]);
    expect([dearEvening[0], dearEvening[40]]).toEqual(['good', 'poor']);
    const cheapNight = rate([...times(38, 10), ...times(10, 6)]);
    expect([cheapNight[0], cheapNight[38]]).toEqual(['fair', 'good']);
  });

  it('does not let one extreme half-hour make all others good', () => {
    expect(rate([...times(20, 7), ...times(27, 12), 60])).toEqual([...times(20, 'good'), ...times(27, 'good'), 'poor']);
    expect(rate([...times(26, 7), ...times(21, 12), 60])).toEqual([...times(26, 'good'), ...times(21, 'fair'), 'poor']);
  });

  it('leaves out what nobody knows', () => {
    expect(rate([null, 5, 10, 10])).toEqual([undefined, 'good', 'fair', 'fair']);
    expect(rate([null])).toEqual([undefined]);
    expect(rate([])).toEqual([]);
  });
});

describe('verdictAt', () => {
  const day = [...times(8, 14), ...times(20, 7.25), ...times(10, 12), ...times(10, 10)];

  it('says until when, and what comes next that is better', () => {
    expect(verdictAt(slotsOf(day), T + 60)).toEqual({
      kind: 'poor',
      until: T + 8 * 1800,
      marginalPence: 14,
      hydro: false,
      next: { time: T + 8 * 1800, cheaperPence: 6.75 },
    });
    expect(verdictAt(slotsOf(day), T + 8 * 1800)).toMatchObject({
      kind: 'good',
      until: T + 28 * 1800,
      next: undefined,
    });
  });

  it('gives the reason: the generator covers everyone', () => {
    expect(verdictAt(slotsOf(day, 41_000), T)).toMatchObject({ hydro: true });
    expect(verdictAt(slotsOf(day, null), T)).toMatchObject({ hydro: false });
  });

  it('has nothing to wait for on a flat day', () => {
    expect(verdictAt(slotsOf(times(48, 12)), T)).toMatchObject({
      kind: 'even',
      until: T + 48 * 1800,
      next: undefined,
    });
  });

  it('is good all day where the generator covers everyone all day', () => {
    expect(verdictAt(slotsOf(times(48, 7), 41_000), T)).toMatchObject({
      kind: 'good',
      hydro: true,
      until: T + 48 * 1800,
    });
  });

  it('knows nothing before, after or in a hole of the forecast', () => {
    expect(verdictAt(slotsOf(day), T - 1)).toEqual({ kind: 'unknown' });
    expect(verdictAt(slotsOf(day), T + 48 * 1800)).toEqual({ kind: 'unknown' });
    expect(verdictAt(slotsOf([null, 5, 9]), T)).toEqual({ kind: 'unknown' });
    expect(verdictAt([], T)).toEqual({ kind: 'unknown' });
  });
});
