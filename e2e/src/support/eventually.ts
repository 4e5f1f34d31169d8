const PAUSE_MS = 100;

/**
 * Waits for a fact. A check that throws counts as "not yet"; its last failure is named when time runs out.
 *
 * @throws Error naming the fact when it did not come true in `timeoutMs`.
 */
export async function eventually(fact: string, check: () => Promise<boolean>, timeoutMs: number): Promise<number> {
  const startedAt = performance.now();
  let last: unknown;
  for (;;) {
    try {
      if (await check()) return performance.now() - startedAt;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() - startedAt > timeoutMs) {
      throw new Error(`Waited ${timeoutMs} ms for this and it did not come true: ${fact}`, { cause: last });
    }
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
}
