import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutShortRuns } from './runs';

const of = (text: string) => Array.from(text, (letter) => (letter === '.' ? undefined : letter));
const rank = (letter: string) => letter.charCodeAt(0);
const smoothed = (text: string, least: number) =>
  withoutShortRuns(of(text), least, rank)
    .map((letter) => letter ?? '.')
    .join('');

describe('withoutShortRuns', () => {
  it.each([
    ['bbbbaabbb', 3, 'bbbbbbbbb'],
    ['aaaabbaaa', 3, 'aaaabbaaa'],
    ['aaaabccc', 2, 'aaaacccc'],
    ['cccbaaaa', 2, 'ccccaaaa'],
    ['ccccabbbb', 2, 'ccccbbbbb'],
    ['ccccabcccc', 3, 'cccccccccc'],
    ['abbbbb', 3, 'abbbbb'],
    ['bbbba', 3, 'bbbba'],
    ['bbb.a.bbb', 2, 'bbb.a.bbb'],
    ['bbba.', 2, 'bbbb.'],
    ['', 4, ''],
  ])('%s, at least %i: %s', (text, least, expected) => expect(smoothed(text, least)).toBe(expected));

  it('leaves no short run inside but those that are worse than both beside them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (text, least) => {
          const after = smoothed(text, least);
          expect(after).toHaveLength(text.length);
          const runs = after.match(/(.)\1*/g) ?? [];
          runs.slice(1, -1).forEach((run, index) => {
            const [before = '', , next = ''] = runs.slice(index, index + 3);
            expect(run.length >= least || (run > before.charAt(0) && run > next.charAt(0))).toBe(true);
          });
        },
      ),
    );
  });

  it('calls nothing better than it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }), (text) => {
        Array.from(smoothed(text, 4)).forEach((letter, index) => expect(letter >= text.charAt(index)).toBe(true));
      }),
    );
  });
});
