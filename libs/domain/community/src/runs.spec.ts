import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutShortRuns } from './runs';

const of = (text: string) => Array.from(text, (letter) => (letter === '.' ? undefined : letter));
const smoothed = (text: string, least: number) =>
  withoutShortRuns(of(text), least)
    .map((letter) => letter ?? '.')
    .join('');

describe('withoutShortRuns', () => {
  it.each([
    ['aaaabbaaa', 3, 'aaaaaaaaa'],
    ['aaaabccc', 2, 'aaaaaccc'],
    ['aabccccc', 2, 'aacccccc'],
    ['aaaabcaaaa', 2, 'aaaaaaaaaa'],
    ['abbbbb', 3, 'abbbbb'],
    ['bbbba', 3, 'bbbba'],
    ['aaa.b.aaa', 2, 'aaa.b.aaa'],
    ['aaab.', 2, 'aaaa.'],
    ['', 4, ''],
  ])('%s, at least %i: %s', (text, least, expected) => expect(smoothed(text, least)).toBe(expected));

  it('leaves no short run inside, and no value moves to another place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (text, least) => {
          const after = smoothed(text, least);
          expect(after).toHaveLength(text.length);
          const runs = after.match(/(.)\1*/g) ?? [];
          for (const run of runs.slice(1, -1)) expect(run.length).toBeGreaterThanOrEqual(least);
        },
      ),
    );
  });
});
