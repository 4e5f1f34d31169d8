import { describe, expect, it } from 'vitest';
import { gapsSince, wantedRanges } from './wanted';

const held = { firstDay: '2023-11-23', newestDay: '2026-11-22', nextDay: '2023-11-23', firstGap: undefined };

describe('what to ask for', () => {
  it('is everything at first, in requests that join without a gap or an overlap', () => {
    const ranges = wantedRanges(held);
    expect(ranges).toHaveLength(12);
    expect([ranges[0]?.from, ranges.at(-1)?.to]).toEqual(['2023-11-23', '2026-11-22']);
    for (const [index, { from }] of ranges.slice(1).entries()) {
      expect(Date.parse(from) - Date.parse(ranges[index]?.to ?? '')).toBe(86_400_000);
    }
  });

  it('is the days since then afterwards, and nothing when all is there', () => {
    expect(wantedRanges({ ...held, nextDay: '2026-11-22' })).toEqual([{ from: '2026-11-22', to: '2026-11-22' }]);
    expect(wantedRanges({ ...held, nextDay: '2026-11-23' })).toEqual([]);
  });

  it('goes back to a gap of the last month', () => {
    expect(wantedRanges({ ...held, nextDay: '2026-11-23', firstGap: '2026-11-10' })).toEqual([
      { from: '2026-11-10', to: '2026-11-22' },
    ]);
    expect(gapsSince('2026-11-22')).toBe('2026-10-23');
  });

  it('never asks for days before the membership', () => {
    expect(wantedRanges({ ...held, firstDay: '2026-11-20', nextDay: '2026-11-01' })).toEqual([
      { from: '2026-11-20', to: '2026-11-22' },
    ]);
  });
});
