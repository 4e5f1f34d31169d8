import { describe, expect, it } from 'vitest';
import { type Stack } from './stack';
import { layOutStacks } from './stack-geometry';

const stack = (of: Partial<Stack> = {}): Stack => ({
  label: '1',
  name: 'one',
  state: 'known',
  parts: [
    { name: 'hydro', value: 2 },
    { name: 'evening', value: 1 },
  ],
  ...of,
});
const layOut = (stacks: readonly Stack[], width = 600) =>
  layOutStacks({ stacks, tick: (value) => `${value}`, width, height: 300, letter: 16 });

describe('layOutStacks', () => {
  it('stacks from zero up, without a gap between the pieces', () => {
    const { pieces, bottom } = layOut([stack()]);
    const [hydro, evening] = pieces;
    expect([hydro?.kind, evening?.kind]).toEqual(['hydro', 'evening']);
    expect(hydro && hydro.y + hydro.height).toBeCloseTo(bottom);
    expect(evening && evening.y + evening.height).toBeCloseTo(hydro?.y ?? NaN);
    expect((hydro?.height ?? 0) / (evening?.height ?? 1)).toBeCloseTo(2);
  });

  it('draws what is missing as a gap and never as a column', () => {
    const { pieces, gaps } = layOut([
      stack(),
      stack({ state: 'missing', parts: [] }),
      stack({ state: 'ahead', parts: [] }),
    ]);
    expect([pieces.length, gaps.length]).toEqual([2, 1]);
  });

  it('hatches behind a column that is only partly known, and marks estimates', () => {
    const { gaps, pieces } = layOut([stack({ state: 'partial' }), stack({ state: 'estimated' })]);
    expect(gaps).toHaveLength(1);
    expect(pieces.map(({ estimated }) => estimated)).toEqual([false, false, true, true]);
  });

  it('leaves out pieces of nothing', () => {
    expect(layOut([stack({ parts: [{ name: 'hydro', value: 0 }] })]).pieces).toEqual([]);
  });

  it('labels as many columns as there is room for', () => {
    const days = Array.from({ length: 31 }, (_, index) => stack({ label: String(index + 1) }));
    expect(layOut(days, 1_400).labels).toHaveLength(31);
    expect(layOut(days, 320).labels.length).toBeLessThan(12);
  });

  it('can be drawn of nothing at all', () => {
    expect(layOut([]).pieces).toEqual([]);
    expect(layOut([stack({ parts: [] })]).valueMarks.length).toBeGreaterThan(1);
  });
});
