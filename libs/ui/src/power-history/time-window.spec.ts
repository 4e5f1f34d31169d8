import { describe, expect, it } from 'vitest';
import { endOf, held, lengthOf, moved, within, zoomed } from './time-window';

const LIMITS = { earliestS: 10_000, latestS: 100_000 };
const AREA = { left: 0, right: 100 };

describe('a window within what there is', () => {
  it.each([
    ['stays as it is', endOf(50_000, 3_600), endOf(50_000, 3_600)],
    ['does not go beyond now', endOf(120_000, 3_600), endOf(100_000, 3_600)],
    ['does not go before the first reading', endOf(11_000, 3_600), { startS: 10_000, endS: 13_600 }],
    ['is not shorter than shows anything', endOf(50_000, 5), endOf(50_000, 300)],
    ['is not longer than everything', endOf(90_000, 1e9), { startS: 10_000, endS: 100_000 }],
  ])('%s', (_, wanted, shown) => {
    expect(within(wanted, LIMITS)).toEqual(shown);
  });
});

describe('what is zoomed or moved', () => {
  it('leaves the moment where it is', () => {
    expect(zoomed({ startS: 0, endS: 100 }, 0.5, 20)).toEqual({ startS: 10, endS: 60 });
    expect(zoomed({ startS: 10, endS: 60 }, 2, 20)).toEqual({ startS: 0, endS: 100 });
    expect(moved({ startS: 10, endS: 60 }, -5)).toEqual({ startS: 5, endS: 55 });
  });

  it('goes with one finger', () => {
    const one = (middle: number) => ({ middle, apart: undefined });
    expect(held({ startS: 0, endS: 1_000 }, one(50), one(60), AREA)).toEqual({ startS: -100, endS: 900 });
  });

  it('keeps under two fingers what lay under them', () => {
    const pinched = held({ startS: 0, endS: 1_000 }, { middle: 50, apart: 40 }, { middle: 60, apart: 80 }, AREA);
    // The moment 500 was in the middle of the fingers, and is: at 60 of 100 pixels of half the length.
    expect(lengthOf(pinched)).toBe(500);
    expect(pinched.startS + 0.6 * 500).toBe(500);
  });

  it('does not zoom without end when fingers meet', () => {
    const pinched = held({ startS: 0, endS: 1_000 }, { middle: 50, apart: 200 }, { middle: 50, apart: 0 }, AREA);
    expect(lengthOf(pinched)).toBe(10_000);
  });
});
