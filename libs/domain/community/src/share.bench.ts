import { expect, it } from 'vitest';
import { shareHalfHour } from './share';

const MEMBERS = 100;
const HALF_HOURS = 1000;

/** Deterministic uses of a club: a small congruential generator, because a benchmark repeats itself. */
function uses(): Float64Array[] {
  let state = 12345;
  const next = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % limit;
  };
  return Array.from({ length: HALF_HOURS }, () => Float64Array.from({ length: MEMBERS }, () => next(2000)));
}

const club = uses();

/** One round is 1000 half-hours of 100 members: 100,000 member-half-hours. */
it('shares at least 1,000,000 member-half-hours a second', async ({ bench }) => {
  const results = await bench.compare(
    bench('shared', () => {
      for (const [turn, use] of club.entries()) shareHalfHour((turn % 50) * 1000, use, turn);
    }),
    bench('only copied, as the floor', () => {
      for (const use of club) use.slice();
    }),
  );
  const perSecond = results.get('shared').throughput.mean * HALF_HOURS * MEMBERS;
  console.log(
    JSON.stringify({ name: 'member-half-hours shared', value: Math.round(perSecond), unit: '1/s', n: HALF_HOURS }),
  );
  expect(perSecond).toBeGreaterThan(1_000_000);
});
