export interface WaitOptions {
  /** Named in the error when the fact does not come. */
  readonly what: string;
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Asks again and again until the answer is anything but `undefined`, `null` or `false`, and returns it. An exception
 * counts as "not yet".
 *
 * @throws Error after `timeoutMs` (10 s) naming the fact and the last exception.
 */
export async function waitFor<T>(
  ask: () => T | Promise<T>,
  { what, timeoutMs = 10_000, everyMs = 25 }: WaitOptions,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false)
        return answer as Exclude<T, undefined | null | false>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}.`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
