import { describe, expect, it } from 'vitest';
import { planJoint } from './joint/plan-joint';
import type { Problem } from './problem';
import { plan } from './single/plan';
import { jointTruth } from './spec/joint-oracle';
import { brokenInJoint, verdictOf } from './spec/judge';
import { truthOf } from './spec/oracle';
import { Random } from '@hub/domain/random';
import { randomJoint, randomProblem } from './spec/random-problem';

/** `PLANNER_SINGLE=100000 PLANNER_JOINT=3000 PLANNER_SEED=7 vitest run …` looks further. */
const asked = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const SINGLE = asked('PLANNER_SINGLE', 1500);
const JOINT = asked('PLANNER_JOINT', 60);
const SEED = asked('PLANNER_SEED', 2026);

function differenceOf(problem: Problem): unknown {
  const given = JSON.stringify(problem);
  const got = plan(problem);
  const verdict = verdictOf(problem, got);
  if (JSON.stringify(problem) !== given) return 'changed the problem';
  if ('broken' in verdict) return { problem, got, verdict };
  const { shortfall, cost, starts, tie } = verdict;
  const values = { shortfall, cost, starts, tie };
  const truth = truthOf(problem);
  return JSON.stringify({ ...values, reason: got.reason }) === JSON.stringify(truth)
    ? undefined
    : { problem, got, truth };
}

describe('against every plan there is', () => {
  it(`${SINGLE} problems of one device`, { timeout: 3_600_000 }, () => {
    const random = new Random(SEED);
    for (let count = 0; count < SINGLE; count += 1) {
      const problem = randomProblem(random, { slots: random.whole(1, random.chance(0.1) ? 13 : 9), slotS: 60 });
      expect(differenceOf(problem)).toBeUndefined();
    }
  });

  it(`${JOINT} problems of several devices`, { timeout: 3_600_000 }, () => {
    const random = new Random(SEED + 1);
    for (let count = 0; count < JOINT; count += 1) {
      const size = { slots: random.whole(1, 7), slotS: random.pick(60, 300, 1800) };
      const problem = randomJoint(random, random.whole(2, 3), size);
      const got = planJoint(problem);
      expect({ broken: brokenInJoint(problem, got), proven: got.proven }).toEqual({ broken: undefined, proven: true });
      expect({ problem, shortfall: got.shortfall, cost: got.cost }).toEqual({ problem, ...jointTruth(problem) });
    }
  });
});
