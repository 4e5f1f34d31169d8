import { describe, expect, it } from 'vitest';
import { estimatedUse, shareWindow } from './share-window';

const LONDON = 'Europe/London';
const START = Date.parse('2025-01-06T00:00:00Z') / 1000;
const WEEK = 336;
const at = (slot: number): number => START + slot * 1800;
const flat = (length: number, wh = 100): Float64Array => new Float64Array(length).fill(wh);

describe('use of a member in a window', () => {
  it('is what was read, from any offset', () => {
    const use = { start: START, wh: Float64Array.from({ length: 100 }, (_, slot) => slot) };
    expect([...estimatedUse(use, { from: at(10), end: at(13) }, LONDON)]).toEqual([10, 11, 12]);
    expect([...estimatedUse(use, { from: at(-2), end: at(2) }, LONDON)]).toEqual([NaN, NaN, 0, 1]);
    expect([...estimatedUse(use, { from: at(-4), end: at(-2) }, LONDON)]).toEqual([NaN, NaN]);
  });

  it('is estimated while readings are late and unknown when they stay away', () => {
    const use = { start: START, wh: flat(WEEK * 3) };
    const wh = estimatedUse(use, { from: at(WEEK * 3), end: at(WEEK * 3 + 50 * 48) }, LONDON);
    expect(wh.findLastIndex((value) => value === 100)).toBe(30 * 48 - 1);
    expect(wh.at(-1)).toBeNaN();
  });

  it('is nothing for a member without a reading', () => {
    expect([...estimatedUse({ start: START, wh: flat(2, NaN) }, { from: START, end: at(2) }, LONDON)]).toEqual([
      NaN,
      NaN,
    ]);
  });
});

describe('sharing a window', () => {
  it('gives every half-hour out and adds the club up', () => {
    const { hydro, consumption, shared } = shareWindow(START, Float64Array.of(300, 1000, NaN, 10), [
      Float64Array.of(200, 400, 100, NaN),
      Float64Array.of(200, 500, 100, NaN),
    ]);
    expect(hydro.map((wh) => [...wh])).toEqual([
      [150, 400, 0, NaN],
      [150, 500, 0, NaN],
    ]);
    expect([...consumption]).toEqual([400, 900, 200, NaN]);
    expect([...shared]).toEqual([300, 900, 0, NaN]);
  });

  it('shares the same wherever the window begins', () => {
    const generation = Float64Array.from({ length: 96 }, (_, slot) => 101 + slot);
    const members = [70, 80, 90].map((wh) => flat(96, wh));
    const whole = shareWindow(START, generation, members);
    const part = shareWindow(
      at(48),
      generation.subarray(48),
      members.map((wh) => wh.subarray(48)),
    );
    expect(part.hydro).toEqual(whole.hydro.map((wh) => wh.slice(48)));
  });
});
