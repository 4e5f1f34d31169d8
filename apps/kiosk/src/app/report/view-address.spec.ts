import { describe, expect, it } from 'vitest';
import { dateIn, monthIn, periodIn, unitIn, unitOut } from './view-address';

describe('what an address says of a report', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-02', '2026-02-28'],
    ['2026-02-30', undefined],
    ['2026-13', undefined],
    ['22/11/2026', undefined],
    ['2026-11-22T00:00', undefined],
    [['2026-11-22', '2026-11-23'], undefined],
    [undefined, undefined],
  ])('date %j is %j', (text, day) => expect(dateIn(text)).toBe(day));

  it('falls back to what is shown unless asked', () => {
    expect([periodIn('month'), periodIn('decade'), periodIn(undefined)]).toEqual(['month', 'day', 'day']);
    expect([unitIn('pounds'), unitIn('euros'), unitIn(undefined)]).toEqual(['money', 'energy', 'energy']);
    expect([monthIn('2026-11'), monthIn('2026-00'), monthIn(7)]).toEqual(['2026-11', undefined, undefined]);
  });

  it('reads back what it writes', () => {
    expect([unitIn(unitOut('money')), unitIn(unitOut('energy'))]).toEqual(['money', 'energy']);
  });
});
