import { describe, expect, it } from 'vitest';
import { estimatedGeneration, estimatedUse, shareWindow, type WindowPart } from './share-window';

const LONDON = 'Europe/London';
const START = Date.parse('2025-01-06T00:00:00Z') / 1000;
const WEEK = 336;
const at = (slot: number): number => START + slot * 1800;
const flat = (length: number, wh = 100): Float64Array => new Float64Array(length).fill(wh);

const read = (...wh: number[]): WindowPart => ({ wh: Float64Array.from(wh), estimated: new Uint8Array(wh.length) });

describe('use of a member in a window', () => {
  it('is what was read, from any offset', () => {
    const use = { start: START, wh: Float64Array.from({ length: 100 }, (_, slot) => slot) };
    expect([...estimatedUse(use, { from: at(10), end: at(13) }, LONDON).wh]).toEqual([10, 11, 12]);
    expect([...estimatedUse(use, { from: at(-2), end: at(2) }, LONDON).wh]).toEqual([NaN, NaN, 0, 1]);
    expect([...estimatedUse(use, { from: at(-4), end: at(-2) }, LONDON).wh]).toEqual([NaN, NaN]);
  });

  it('is estimated while readings are late, and marked, and missing when they stay away', () => {
    const use = { start: START, wh: flat(WEEK * 3) };
    const { wh, estimated } = estimatedUse(use, { from: at(WEEK * 3 - 1), end: at(WEEK * 3 + 50 * 48) }, LONDON);
    expect(wh.findLastIndex((value) => value === 100)).toBe(30 * 48);
    expect(wh.at(-1)).toBeNaN();
    expect([estimated[0], estimated[1], estimated[30 * 48], estimated[30 * 48 + 1]]).toEqual([0, 1, 1, 0]);
  });

  it('is nothing for a member without a reading', () => {
    expect([...estimatedUse({ start: START, wh: flat(2, NaN) }, { from: START, end: at(2) }, LONDON).wh]).toEqual([
      NaN,
      NaN,
    ]);
  });

  it('is missing outside the membership, whatever is read or could be estimated', () => {
    const use = { start: START, wh: flat(WEEK * 3) };
    const membership = { joined: at(2), left: at(WEEK * 3 + 1) };
    const ends = estimatedUse(use, { from: at(WEEK * 3 - 1), end: at(WEEK * 3 + 3) }, LONDON, membership);
    expect([[...ends.wh], [...ends.estimated]]).toEqual([
      [100, 100, NaN, NaN],
      [0, 1, 0, 0],
    ]);
    expect([...estimatedUse(use, { from: at(0), end: at(4) }, LONDON, membership).wh]).toEqual([NaN, NaN, 100, 100]);
  });
});

describe('generation of a window', () => {
  it('is estimated from other days where it is missing, for a while', () => {
    const readings = Float64Array.from({ length: 48 * 10 }, (_, slot) => (slot % 48) * 10);
    readings.fill(NaN, 48 * 9);
    const { wh, estimated } = estimatedGeneration(
      { start: START, wh: readings },
      { from: at(48 * 8), end: at(48 * 50) },
      'UTC',
    );
    expect([wh[5], wh[48 + 5], wh[48 * 30 + 5]]).toEqual([50, 50, 50]);
    expect([estimated[5], estimated[48 + 5]]).toEqual([0, 1]);
    expect(wh.at(-1)).toBeNaN();
  });
});

describe('sharing a window', () => {
  it('gives every half-hour out and adds the club up', () => {
    const { hydro, consumption, shared } = shareWindow(START, 4, read(300, 1000, NaN, 10), [
      read(200, 400, 100, NaN),
      read(200, 500, 100, NaN),
    ]);
    expect(hydro.map((wh) => [...wh])).toEqual([
      [150, 400, NaN, NaN],
      [150, 500, NaN, NaN],
    ]);
    expect([...consumption]).toEqual([400, 900, 200, NaN]);
    expect([...shared]).toEqual([300, 900, NaN, NaN]);
  });

  it('shares nothing in a club without a generator, and knows it', () => {
    const { hydro, shared, completeness } = shareWindow(START, 2, undefined, [read(200, 100)]);
    expect([[...(hydro[0] ?? [])], [...shared], [...completeness]]).toEqual([
      [0, 0],
      [0, 0],
      [1000, 1000],
    ]);
  });

  it('tells how much of a sum was read: of members and of the generator', () => {
    const late: WindowPart = { wh: Float64Array.of(100, 100, NaN), estimated: Uint8Array.of(0, 1, 0) };
    expect([...shareWindow(START, 3, read(300, 300, 300), [read(1, 1, 1), late]).completeness]).toEqual([
      1000, 666, 666,
    ]);
    expect([
      ...shareWindow(START, 1, { wh: Float64Array.of(9), estimated: Uint8Array.of(1) }, [read(1)]).completeness,
    ]).toEqual([500]);
    const one = { wh: Float64Array.of(1), estimated: Uint8Array.of(1) };
    expect(
      shareWindow(START, 1, undefined, [one, ...Array.from({ length: 2000 }, () => read(1))]).completeness[0],
    ).toBe(999);
  });

  it('shares the same wherever the window begins', () => {
    const generation = Array.from({ length: 96 }, (_, slot) => 101 + slot);
    const members = [70, 80, 90].map((wh) => Array.from({ length: 96 }, () => wh));
    const whole = shareWindow(
      START,
      96,
      read(...generation),
      members.map((wh) => read(...wh)),
    );
    const part = shareWindow(
      at(48),
      48,
      read(...generation.slice(48)),
      members.map((wh) => read(...wh.slice(48))),
    );
    expect(part.hydro).toEqual(whole.hydro.map((wh) => wh.slice(48)));
  });
});
