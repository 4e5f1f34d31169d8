import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillLevel, shareHalfHour } from './share';

const wh = (...values: number[]): Float64Array => Float64Array.from(values);
const total = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);

/** The rule of the original server, which loses the share of a member that lands on zero: kept here to show what is mended. */
function originalShare(generation: number, use: readonly number[]): number {
  const balance = [...use];
  let spare = generation;
  let counted = balance.filter((value) => value > 0).length;
  while (spare > 0 && counted > 0) {
    const share = spare / counted;
    spare = 0;
    counted = 0;
    for (const [member, value] of balance.entries()) {
      if (value <= 0) continue;
      const left = value - share;
      if (left < 0) spare -= left;
      else counted += 1;
      balance[member] = Math.max(left, 0);
    }
  }
  return use.reduce((sum, value, member) => sum + value - (balance[member] ?? 0), 0);
}

const halfHour = fc.record({
  generation: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.constant(0), fc.constant(50_000)),
  use: fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 6000 }) },
      fc.constant(0),
      fc.constant(500),
      fc.constant(NaN),
    ),
    { maxLength: 120, size: 'max' },
  ),
  turn: fc.integer({ min: 0, max: 2 ** 21 }),
});

describe('sharing a half-hour', () => {
  it("gives out all of the original authors' own example, where the original loses 40", () => {
    const use = [400, 570, 500, 500, 550, 1000];
    expect(originalShare(3000, use)).toBe(2960);
    const shared = shareHalfHour(3000, wh(...use));
    expect(total(shared)).toBe(3000);
    expect([...shared]).toEqual([400, 534, 500, 500, 533, 533]);
  });

  it('fills to one level: 0.1, 0.5, 1 and 2 kWh of 2 kWh', () => {
    expect([...shareHalfHour(2000, wh(100, 500, 1000, 2000))]).toEqual([100, 500, 700, 700]);
  });

  it('conserves every watt-hour of 100,000 random half-hours', () => {
    fc.assert(
      fc.property(halfHour, ({ generation, use, turn }) => {
        const shared = shareHalfHour(generation, wh(...use), turn);
        expect(total(shared)).toBe(Math.min(generation, total(wh(...use))));
      }),
      { numRuns: 100_000 },
    );
  }, 120_000);

  it('gives whole watt-hours, never more than the use, and never a level apart', () => {
    fc.assert(
      fc.property(halfHour, ({ generation, use, turn }) => {
        const shared = shareHalfHour(generation, wh(...use), turn);
        const short = [...shared].filter((value, member) => value < (use[member] ?? NaN));
        const most = Math.max(0, ...[...shared].filter((value) => !Number.isNaN(value)));
        for (const [member, value] of shared.entries()) {
          if (Number.isNaN(use[member])) expect(value).toBeNaN();
          else expect(Number.isInteger(value) && value >= 0 && value <= (use[member] ?? 0)).toBe(true);
        }
        // A member that was left short has, to the odd watt-hour, as much as anyone: that is max-min fair.
        for (const value of short) expect(value).toBeGreaterThanOrEqual(most - 1);
      }),
      { numRuns: 5000 },
    );
  }, 120_000);

  it('does not depend on the order of the members but for the odd watt-hour', () => {
    fc.assert(
      fc.property(halfHour, ({ generation, use, turn }) => {
        const there = shareHalfHour(generation, wh(...use), turn);
        const back = shareHalfHour(generation, wh(...use.toReversed()), turn).toReversed();
        for (const [member, value] of there.entries()) {
          if (!Number.isNaN(value)) expect(Math.abs(value - (back[member] ?? NaN))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('more generation lowers no one by more than the odd watt-hour', () => {
    fc.assert(
      fc.property(halfHour, fc.integer({ min: 0, max: 5000 }), ({ generation, use, turn }, more) => {
        const less = shareHalfHour(generation, wh(...use), turn);
        const rich = shareHalfHour(generation + more, wh(...use), turn);
        for (const [member, value] of less.entries()) {
          if (!Number.isNaN(value)) expect(rich[member]).toBeGreaterThanOrEqual(value - 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('passes the odd watt-hours round, so that no one is favoured', () => {
    const seen = wh(0, 0, 0);
    for (let turn = 0; turn < 300; turn += 1) {
      for (const [member, value] of shareHalfHour(100, wh(90, 90, 90), turn).entries()) {
        seen[member] = (seen[member] ?? 0) + value;
      }
    }
    expect([...seen]).toEqual([10_000, 10_000, 10_000]);
  });

  it('leaves a missing reading missing and shares among the others', () => {
    expect([...shareHalfHour(300, wh(200, NaN, 200))]).toEqual([150, NaN, 150]);
  });

  it('handles no generation, no members and no use', () => {
    expect([...shareHalfHour(0, wh(5, 7))]).toEqual([0, 0]);
    expect([...shareHalfHour(10, wh())]).toEqual([]);
    expect([...shareHalfHour(10, wh(0, 0))]).toEqual([0, 0]);
    expect(fillLevel(10, wh(0, 0))).toBe('all');
  });
});
