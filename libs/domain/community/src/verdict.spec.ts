import { describe, expect, it } from 'vitest';
import { rate as rateSlots, steadyVerdict, type Verdict, verdictAt } from './verdict';

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

  it('leaves out what is not known', () => {
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

  it('is for a load: a run into the evening price is no good time, though the half-hour itself is', () => {
    const pence = [...times(8, 7), ...times(8, 14), ...times(32, 7)];
    expect(verdictAt(slotsOf(pence), T + 7 * 1800)).toMatchObject({ kind: 'good' });
    expect(verdictAt(slotsOf(pence), T + 7 * 1800, 7200)).toMatchObject({ kind: 'poor', marginalPence: 7 });
  });

  it('calls nothing good or fair for less time than a wash takes, whatever the hydro does', () => {
    const dawn = [
      ...times(12, 7.25),
      7,
      12,
      7,
      12,
      12,
      7,
      12,
      ...times(5, 12),
      ...times(8, 10),
      ...times(8, 14),
      ...times(8, 7.25),
    ];
    const slots = slotsOf([...dawn, ...dawn]);
    let [kind, since] = ['', T];
    for (let now = T; now < T + 40 * 3600; now += 300) {
      const verdict = verdictAt(slots, now, 7200);
      if (verdict.kind === kind) continue;
      if (['good', 'fair'].includes(kind) && since !== T) expect(now - since).toBeGreaterThanOrEqual(7200);
      [kind, since] = [verdict.kind, now];
    }
  });

  it('keeps the time that it gave while the clock goes on', () => {
    const slots = slotsOf([...day, ...day]);
    const first = verdictAt(slots, T + 60, 7200);
    if (first.kind === 'unknown') throw new Error('the price of now is known');
    for (let now = T + 60; now < first.until; now += 600) {
      expect(verdictAt(slots, now, 7200)).toMatchObject({ kind: first.kind, until: first.until });
    }
    expect(verdictAt(slots, first.until, 7200)).not.toMatchObject({ kind: first.kind });
  });

  it('knows nothing before, after or in a hole of the forecast', () => {
    expect(verdictAt(slotsOf(day), T - 1)).toEqual({ kind: 'unknown' });
    expect(verdictAt(slotsOf(day), T + 48 * 1800)).toEqual({ kind: 'unknown' });
    expect(verdictAt(slotsOf([null, 5, 9]), T)).toEqual({ kind: 'unknown' });
    expect(verdictAt([], T)).toEqual({ kind: 'unknown' });
  });
});

describe('steadyVerdict', () => {
  const said = (kind: 'good' | 'fair' | 'poor', of: Partial<Extract<Verdict, { until: number }>> = {}): Verdict => ({
    kind,
    until: T + 7200,
    marginalPence: 10,
    hydro: false,
    next: undefined,
    ...of,
  });
  const shown = { verdict: said('good'), since: T };

  it('keeps its word until the time it gave, at the price of now', () => {
    expect(steadyVerdict(shown, said('fair', { marginalPence: 11 }), T + 3600)).toEqual({
      verdict: said('good', { marginalPence: 11 }),
      since: T,
    });
    expect(steadyVerdict(shown, said('fair'), T + 7200).verdict.kind).toBe('fair');
  });

  it('takes it back when the price really moved, or nothing is known any more', () => {
    expect(steadyVerdict(shown, said('poor', { marginalPence: 14 }), T + 3600)).toEqual({
      verdict: said('poor', { marginalPence: 14 }),
      since: T + 3600,
    });
    expect(steadyVerdict(shown, { kind: 'unknown' }, T + 3600).verdict.kind).toBe('unknown');
  });

  it('follows a newer end of the same verdict', () => {
    expect(steadyVerdict(shown, said('good', { until: T + 9000 }), T + 60)).toEqual({
      verdict: said('good', { until: T + 9000 }),
      since: T,
    });
    expect(steadyVerdict(undefined, said('fair'), T).since).toBe(T);
  });
});
