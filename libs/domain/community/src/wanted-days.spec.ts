import { describe, expect, it } from 'vitest';
import { dueRevisions, gapsSince, type Held, REVISIONS, wantedRanges } from './wanted-days';

/** Everything was asked for again on this day. */
const revisedOn = (day: string) => new Map(REVISIONS.map(({ days }) => [days, day] as const));
const held: Held = {
  firstDay: '2023-11-23',
  newestDay: '2026-11-22',
  nextDay: '2023-11-23',
  firstGap: undefined,
  revised: revisedOn('2026-11-22'),
  again: [],
};

describe('what to ask for', () => {
  it('is everything at first, in requests that join without a gap or an overlap', () => {
    const ranges = wantedRanges({ ...held, revised: new Map() });
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

describe('what may have been revised', () => {
  const all = { ...held, nextDay: '2026-11-23' };
  it.each([
    ['a week, each day', { 7: '2026-11-21', 60: '2026-11-20', 426: '2026-11-01' }, '2026-11-16'],
    ['sixty days, each week', { 7: '2026-11-21', 60: '2026-11-15', 426: '2026-11-01' }, '2026-09-24'],
    ['fourteen months, each month', { 7: '2026-11-22', 60: '2026-11-20', 426: '2026-10-23' }, '2025-09-23'],
  ])('is asked for again: %s', (_, days, from) => {
    const revised = new Map(REVISIONS.map((revision) => [revision.days, days[revision.days]] as const));
    const ranges = wantedRanges({ ...all, revised });
    expect([ranges[0]?.from, ranges.at(-1)?.to]).toEqual([from, '2026-11-22']);
  });

  it('is not asked for twice on one day, and is after a time without the server', () => {
    expect(dueRevisions(revisedOn('2026-11-22'), '2026-11-22')).toEqual([]);
    expect(dueRevisions(revisedOn('2026-09-01'), '2026-11-22')).toEqual([7, 60, 426]);
  });
});

describe('what the team wants again', () => {
  it('is asked for, joined with the rest, inside the membership only', () => {
    const again = [
      { from: '2020-01-01', to: '2023-11-25' },
      { from: '2026-11-20', to: '2027-01-01' },
    ];
    expect(wantedRanges({ ...held, nextDay: '2026-11-22', again })).toEqual([
      { from: '2023-11-23', to: '2023-11-25' },
      { from: '2026-11-20', to: '2026-11-22' },
    ]);
  });
});
