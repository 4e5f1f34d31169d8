import { describe, expect, it } from 'vitest';
import { layOutPlan, type PriceSpan } from './plan-geometry';

const NOON = Date.UTC(2026, 10, 23, 12) / 1_000;
const HOUR_S = 3_600;
const DAY: readonly PriceSpan[] = Array.from({ length: 24 }, (_, hour) => [
  NOON + hour * HOUR_S,
  NOON + (hour + 1) * HOUR_S,
  hour < 8 ? 20 : 10,
]);
const layOut = (blocks: readonly (readonly [number, number])[], prices = DAY) =>
  layOutPlan({
    startS: NOON,
    endS: NOON + 24 * HOUR_S,
    prices,
    rows: [{ name: 'Washer', blocks, dueS: NOON + 12 * HOUR_S }],
  });

describe('layOutPlan', () => {
  it('has runs, prices and the deadline on one axis', () => {
    const { rows, columns } = layOut([[NOON + 6 * HOUR_S, NOON + 9 * HOUR_S]]);
    expect(rows).toEqual([{ name: 'Washer', bars: [{ left: 25, width: 12.5 }], due: 50 }]);
    expect(columns.map(({ height }) => height)).toEqual([...Array(8).fill(100), ...Array(16).fill(50)]);
    expect(columns.flatMap(({ chosen, left }) => (chosen ? [left] : []))).toEqual([25, (7 / 24) * 100, (8 / 24) * 100]);
  });

  it('marks a run that begins inside a price only where it runs', () => {
    const { columns } = layOut([[NOON + 1_800, NOON + HOUR_S]]);
    expect(columns.slice(0, 3).map(({ chosen }) => chosen)).toEqual([false, true, false]);
  });

  it('cuts off what lies outside', () => {
    const { rows } = layOut([
      [NOON - HOUR_S, NOON + 6 * HOUR_S],
      [NOON + 30 * HOUR_S, NOON + 31 * HOUR_S],
    ]);
    expect(rows[0]?.bars).toEqual([{ left: 0, width: 25 }]);
  });

  it('marks hours of the house’s clock, and midnight by the day, also where the clocks change', () => {
    expect(layOut([]).marks.map(({ text }) => text)).toEqual(['12:00', '18:00', 'Tue', '06:00']);
    const start = Date.UTC(2026, 9, 24, 20) / 1_000;
    const { marks } = layOutPlan({ startS: start, endS: start + 12 * HOUR_S, prices: [], rows: [] });
    expect(marks.map(({ text }) => text)).toEqual(['21:00', 'Sun', '03:00', '06:00']);
  });
});
