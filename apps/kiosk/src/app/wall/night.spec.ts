import { describe, expect, it } from 'vitest';
import { burnInShift, isDimmed } from './night';

const at = (text: string): number => Date.parse(text) / 1_000;

describe('the wall at night', () => {
  it.each([
    ['2026-11-30T21:59:00Z', false],
    ['2026-11-30T22:00:00Z', true],
    ['2026-12-01T06:29:00Z', true],
    ['2026-12-01T06:30:00Z', false],
    // Summer: the house's clocks are an hour ahead of UTC.
    ['2026-07-01T20:59:00Z', false],
    ['2026-07-01T21:00:00Z', true],
    // The clocks go back at 02:00 in this night.
    ['2026-10-25T05:29:00Z', true],
    ['2026-10-25T06:30:00Z', false],
  ])('at %s it is dim: %s', (time, dim) => {
    expect(isDimmed(at(time), 0)).toBe(dim);
  });

  it('is lit for a minute after a touch', () => {
    const night = at('2026-11-30T23:00:00Z');
    expect(isDimmed(night + 59, night)).toBe(false);
    expect(isDimmed(night + 60, night)).toBe(true);
  });
});

describe('the place on the screen', () => {
  it('changes each half-hour, by a few points, and comes back', () => {
    const places = Array.from({ length: 9 }, (_, index) => burnInShift(index * 1_800));
    expect(new Set(places).size).toBe(9);
    expect(burnInShift(9 * 1_800)).toBe(places[0]);
    for (const place of places) expect(place).toMatch(/^(-?4|0)px (-?4|0)px$/);
  });
});
