import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, isSound, missingRuns, type RemoteSeries, type TakenSeries, withBlock } from './history-plan';

const START = 1_700_001_000 - (1_700_001_000 % 1800);
const remote = (sums: readonly string[], more: Partial<RemoteSeries> = {}): RemoteSeries => ({
  startTime: START,
  bytes: sums.length * 64 - 20,
  blockBytes: 64,
  blocks: sums,
  ...more,
});
const taken = (sums: readonly (string | null)[], more: Partial<TakenSeries> = {}): TakenSeries => ({
  startTime: START,
  blockBytes: 64,
  blocks: sums,
  ...more,
});

describe('what is left to fetch', () => {
  it('is everything at first, in one run', () => {
    expect(missingRuns(remote(['a', 'b', 'c']), undefined)).toEqual([{ blocks: [0, 1, 2], first: 0, end: 172 }]);
  });

  it('is nothing when every checksum is known, and when there is nothing', () => {
    expect(missingRuns(remote(['a', 'b']), taken(['a', 'b']))).toEqual([]);
    expect(missingRuns(remote([], { bytes: 0, startTime: 0 }), undefined)).toEqual([]);
  });

  it('is what changed, in runs', () => {
    expect(missingRuns(remote(['a', 'B', 'c', 'D', 'e']), taken(['a', 'b', 'c', null]))).toEqual([
      { blocks: [1], first: 64, end: 128 },
      { blocks: [3, 4], first: 192, end: 300 },
    ]);
  });

  it('is everything when the series starts elsewhere or is cut otherwise', () => {
    const sums = ['a', 'b'];
    expect(bytesOf(missingRuns(remote(sums), taken(sums, { startTime: START - 1800 })))).toBe(108);
    expect(bytesOf(missingRuns(remote(sums), taken(sums, { blockBytes: 32 })))).toBe(108);
  });

  it('gets less with each block and ends at nothing, in whatever order they come', () => {
    const sums = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sums, sums, fc.infiniteStream(fc.nat()), (now, before, pick) => {
        const wanted = remote(now);
        let have: TakenSeries | undefined = taken(before);
        for (let left = missingRuns(wanted, have); left.length > 0; left = missingRuns(wanted, have)) {
          const blocks = left.flatMap((run) => run.blocks);
          const bytes = bytesOf(left);
          have = withBlock(wanted, have, blocks[(pick.next().value ?? 0) % blocks.length] ?? 0);
          expect(bytesOf(missingRuns(wanted, have))).toBeLessThan(bytes);
        }
        expect(missingRuns(wanted, JSON.parse(JSON.stringify(have)) as TakenSeries)).toEqual([]);
      }),
    );
  });
});

describe('a manifest', () => {
  it.each<[string, Partial<RemoteSeries>]>([
    ['too few checksums', { blocks: ['a'] }],
    ['too many checksums', { blocks: ['a', 'b', 'c'] }],
    ['half a point', { bytes: 107 }],
    ['half a point in a block', { blockBytes: 63 }],
    ['blocks of nothing', { blockBytes: 0, blocks: [] }],
    ['a start between half-hours', { startTime: START + 1 }],
    ['a start before time', { startTime: -1800 }],
    ['no number', { bytes: NaN }],
  ])('with %s is not believed', (_, wrong) => {
    expect(isSound(remote(['a', 'b']))).toBe(true);
    expect(isSound(remote(['a', 'b'], wrong))).toBe(false);
  });
});
