import type { Instant } from '@hub/domain/time';
import type { Progress } from './step';

/** A download under way. */
export interface Download {
  readonly since: Instant;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** A pace from less time than this says nothing. */
const FIRST_WORD_S = 0.5;

/** How far a download is, and how long it takes at its pace so far. */
export function progressOf({ since, doneBytes, totalBytes }: Download, now: Instant): Progress {
  const elapsedS = now - since;
  const known = elapsedS >= FIRST_WORD_S && doneBytes > 0;
  const leftBytes = Math.max(totalBytes - doneBytes, 0);
  return { doneBytes, totalBytes, secondsLeft: known ? Math.ceil((leftBytes * elapsedS) / doneBytes) : null };
}
