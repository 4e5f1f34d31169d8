import { describe, expect, it } from 'vitest';
import { layOutStrip } from './strip-geometry';
import { type StripSlot } from './strip-slot';

const NOON = Date.UTC(2026, 10, 23, 12) / 1_000;

function slotsFrom(start: number, count: number, of: (index: number) => Partial<StripSlot> = () => ({})): StripSlot[] {
  return Array.from({ length: count }, (_, index) => ({
    time: start + index * 1_800,
    band: index < 8 ? 'midday' : 'evening',
    importPencePerKWh: index < 8 ? 10 : 14,
    marginalPencePerKWh: index < 8 ? 10 : 14,
    rating: 'good',
    generationW: 20_000,
    demandW: 30_000,
    ...of(index),
  }));
}

const layOut = (slots: readonly StripSlot[], width = 1_000, nowS = NOON) =>
  layOutStrip({ slots, nowS, width, height: 400, letter: 16 });

describe('layOutStrip', () => {
  it('joins half-hours of one band and price, and writes the price where it fits', () => {
    const { bands, left, right } = layOut(slotsFrom(NOON, 16));
    expect(bands.map(({ kind, text }) => [kind, text])).toEqual([
      ['midday', '10'],
      ['evening', '14'],
    ]);
    expect([bands[0]?.x, bands[1] && bands[1].x + bands[1].width]).toEqual([left, right]);
    expect(layOut(slotsFrom(NOON, 72), 200).bands[0]?.text).toBe('');
  });

  it('draws the better the higher, and nothing where nothing is known', () => {
    const ratings = ['good', 'fair', 'poor', undefined] as const;
    const { bars } = layOut(slotsFrom(NOON, 4, (index) => ({ rating: ratings[index] })));
    const heights = bars.map(({ height }) => height);
    expect(heights).toHaveLength(3);
    expect(heights.toSorted((a, b) => b - a)).toEqual(heights);
  });

  it('keeps the lanes apart and inside', () => {
    const { price, signal, power } = layOut(slotsFrom(NOON, 16));
    expect([price.bottom < signal.top, signal.bottom < power.top, power.bottom < 400]).toEqual([true, true, true]);
  });

  it('leaves a gap where no generation is known, and cuts the line there', () => {
    const { paths } = layOut(slotsFrom(NOON, 6, (index) => ({ generationW: index === 2 ? null : 20_000 })));
    expect(paths.gaps).toHaveLength(1);
    expect(paths.hydroEdges).toHaveLength(2);
    expect(paths.demand).toHaveLength(1);
  });

  it('marks midnight by the day that begins, also where the clocks change', () => {
    const marks = (start: string) =>
      layOut(slotsFrom(Date.parse(start) / 1_000, 48))
        .timeMarks.filter(({ day }) => day)
        .map(({ text }) => text);
    expect(marks('2026-11-23T12:00Z')).toEqual(['Tue']);
    expect(marks('2026-03-28T12:00Z')).toEqual(['Sun']);
    expect(marks('2026-10-24T12:00Z')).toEqual(['Sun']);
  });

  it('has fewer marks on a narrow screen', () => {
    const slots = slotsFrom(NOON, 48);
    expect(layOut(slots, 320).timeMarks.length).toBeLessThan(layOut(slots, 1_400).timeMarks.length);
  });

  it('has a lane for planned runs while there are any, the soonest device first, each with its name where it fits', () => {
    const slots = slotsFrom(NOON, 48);
    const plans = [
      { name: 'Dishwasher', blocks: [[NOON + 84_000, NOON + 86_400]] as const },
      { name: 'Washer', blocks: [[NOON + 3_600, NOON + 7_200]] as const },
      { name: 'Car', blocks: [[NOON + 90_000, NOON + 93_600]] as const },
    ];
    const { plan, power, signal, runs, right } = layOutStrip({
      slots,
      nowS: NOON,
      width: 1_000,
      height: 500,
      letter: 16,
      plans,
    });
    expect(runs.names.map(({ text, before }) => [text, before])).toEqual([
      ['Washer', false],
      ['Dishwasher', true],
    ]);
    expect(runs.bars).toHaveLength(2);
    expect(runs.bars.every(({ x, width }) => x + width <= right)).toBe(true);
    expect([signal.bottom < (plan?.top ?? 0), (plan?.bottom ?? Infinity) < power.top]).toEqual([true, true]);
    expect(layOut(slots).plan).toBeUndefined();
  });

  it('stands at the present, and at the edge when that is outside', () => {
    const slots = slotsFrom(NOON, 4);
    const { left, right } = layOut(slots);
    expect([layOut(slots, 1_000, NOON - 900).nowX, layOut(slots, 1_000, NOON + 3_600).nowX]).toEqual([
      left,
      (left + right) / 2,
    ]);
  });
});
