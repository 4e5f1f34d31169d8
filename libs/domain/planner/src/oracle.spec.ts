import { describe, expect, it } from 'vitest';
import { planJoint } from './joint/plan-joint';
import type { JointProblem, Problem } from './problem';
import { plan } from './single/plan';
import { JOINT_KINDS, SINGLE_KINDS } from './spec/adversary';
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

function jointDifferenceOf(problem: JointProblem): unknown {
  const given = JSON.stringify(problem);
  const got = planJoint(problem);
  if (JSON.stringify(problem) !== given) return 'changed the problem';
  const broken = brokenInJoint(problem, got);
  const truth = jointTruth(problem);
  const right = got.shortfall === truth.shortfall && got.cost === truth.cost && got.proven;
  return broken === undefined && right ? undefined : { problem, got, broken, truth };
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
      expect(jointDifferenceOf(randomJoint(random, random.whole(2, 3), size))).toBeUndefined();
    }
  });

  const perKind = Math.ceil(SINGLE / Object.keys(SINGLE_KINDS).length);
  it.each(Object.entries(SINGLE_KINDS))(`${perKind} of one device: %s`, { timeout: 3_600_000 }, (_, make) => {
    const random = new Random(SEED + 2);
    for (let count = 0; count < perKind; count += 1) expect(differenceOf(make(random))).toBeUndefined();
  });

  const perJointKind = Math.ceil(JOINT / Object.keys(JOINT_KINDS).length);
  it.each(Object.entries(JOINT_KINDS))(`${perJointKind} of several: %s`, { timeout: 3_600_000 }, (_, make) => {
    const random = new Random(SEED + 3);
    for (let count = 0; count < perJointKind; count += 1) expect(jointDifferenceOf(make(random))).toBeUndefined();
  });
});
