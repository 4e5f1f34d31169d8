import { waitFor } from '@hub/testing';

/** Waits for a fact. @returns how long it took, in milliseconds. @throws Error naming the fact when it did not come true in time. */
export async function eventually(fact: string, check: () => Promise<boolean>, timeoutMs: number): Promise<number> {
  const startedAt = performance.now();
  await waitFor(check, { what: fact, timeoutMs, everyMs: 100 });
  return performance.now() - startedAt;
}
