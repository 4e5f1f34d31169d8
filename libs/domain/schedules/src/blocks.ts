import type { Block } from '@hub/domain/planner';
import type { Instant } from '@hub/domain/time';

/** Blocks in the order of their starts as those that stand apart: what overlaps or touches is one. */
export function joined(blocks: readonly Block[]): readonly Block[] {
  const all: [Instant, Instant][] = [];
  for (const [start, end] of blocks) {
    const last = all.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** The block that `now` lies in. */
export const blockAt = (blocks: readonly Block[], now: Instant): Block | undefined =>
  blocks.find(([start, end]) => start <= now && now < end);
