/** Runs tasks, at most `limit` at a time, all of them whatever becomes of the others. Returns what those threw that failed. */
export async function atMost(limit: number, tasks: readonly (() => Promise<void>)[]): Promise<Error[]> {
  const waiting = [...tasks];
  const failures: Error[] = [];
  const worker = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      await task().catch((error: unknown) => failures.push(asError(error)));
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return failures;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
