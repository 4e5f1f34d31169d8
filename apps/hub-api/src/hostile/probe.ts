import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const PROGRAM = join(import.meta.dirname, 'probe.worker.ts');

/** What is asked, how often, and for how long. */
export interface Probe {
  readonly urls: readonly string[];
  readonly everyMs: number;
  readonly lastsMs: number;
}

/**
 * Asks as another device of the house does and returns how long each answer took, ms. On a thread of its own: what the floods
 * cost the test itself is no delay of the hub. @throws Error where an answer is not 200 or does not come
 */
export async function probe(task: Probe): Promise<readonly number[]> {
  const worker = new Worker(PROGRAM, { workerData: task });
  const [tookMs] = (await once(worker, 'message')) as [number[]];
  return tookMs;
}
