import type { Instant } from '@hub/domain/time';
import { blockAt } from './blocks';
import type { NextRun } from './next-runs';

/** A run that is on, for which repetition, and since when. */
export interface Going {
  readonly label: string;
  readonly start: Instant;
}

/** A run that began within this before it was looked at is taken to have begun in time. */
const IN_TIME_S = 60;

/** What a schedule has its device do at `now`: a planned run or a boost, for the next repetition. */
export function onNow(runs: readonly NextRun[], boostUntil: Instant | null, now: Instant): Going | undefined {
  const [run] = runs;
  if (run === undefined) return undefined;
  const block = blockAt(run.plan.blocks, now);
  if (block) return { label: run.label, start: now - block[0] <= IN_TIME_S ? block[0] : Math.floor(now) };
  const boosted = boostUntil !== null && now < boostUntil;
  return boosted ? { label: run.label, start: Math.floor(now) } : undefined;
}

/** When a run that is no longer on ended: at the end of its block if that has passed, else now. */
export function endOf(runs: readonly NextRun[], going: Going, now: Instant): Instant {
  const run = runs.find(({ label }) => label === going.label);
  const block = blockAt(run?.plan.blocks ?? [], going.start);
  return block && block[1] <= now ? block[1] : Math.floor(now);
}
