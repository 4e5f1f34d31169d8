import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planJoint } from './joint/plan-joint';
import type { JointProblem, Problem, Reason } from './problem';
import { repeat } from './repeat/repeat';
import type { Repetition } from './repeat/week';
import { plan } from './single/plan';
import { brokenInJoint, verdictOf } from './spec/judge';
import type { Truth } from './spec/oracle';

interface Case<P, A> {
  readonly id: string;
  readonly group: string;
  readonly problem: P;
  readonly answer: A;
}

interface JointAnswer {
  readonly exact: boolean;
  readonly cost: number;
  readonly shortfall: number;
  readonly alone: readonly (Reason | null)[];
}

function casesOf<P, A>(kind: string): readonly Case<P, A>[] {
  const path = join(import.meta.dirname, '../conformance/vectors', `${kind}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { cases: Case<P, A>[] }).cases;
}

const single = casesOf<Problem, Truth>('single');
const joint = casesOf<JointProblem, JointAnswer>('joint');
const repeats = casesOf<Repetition, unknown>('repeat');

describe('recorded answers', () => {
  it.each([...new Set(single.map(({ group }) => group))])('plan: %s', (group) => {
    for (const { id, problem, answer } of single.filter((one) => one.group === group)) {
      const got = plan(problem);
      const { shortfall, cost, starts, tie, reason } = answer;
      expect({ id, ...verdictOf(problem, got), reason: got.reason }).toMatchObject({
        id,
        shortfall,
        cost,
        starts,
        tie,
        reason,
      });
    }
  });

  it.each(joint.map((one) => [one.id, one] as const))('planJoint: %s', (_, { problem, answer }) => {
    const got = planJoint(problem);
    expect(brokenInJoint(problem, got)).toBeUndefined();
    const worth = [got.shortfall, got.cost];
    if (answer.exact) {
      expect(worth).toEqual([answer.shortfall, answer.cost]);
      expect(got.proven).toBe(true);
    } else {
      expect(got.shortfall).toBeLessThanOrEqual(answer.shortfall);
      if (got.shortfall === answer.shortfall) expect(got.cost).toBeLessThanOrEqual(answer.cost);
    }
    const reasons = got.plans.map(({ shortfall }, index) => (shortfall === 0 ? null : (answer.alone[index] ?? 'cap')));
    expect(got.plans.map(({ reason }) => reason)).toEqual(reasons);
  });

  it.each(repeats.map((one) => [one.id, one] as const))('repeat: %s', (_, { problem, answer }) => {
    expect(repeat(problem)).toEqual(answer);
  });
});
