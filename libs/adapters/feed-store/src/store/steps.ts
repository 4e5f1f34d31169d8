import type { DiskFile } from '../disk/disk';
import type { Journal } from '../journal/journal';

/** What a flush waits for. The same steps run in the background, or at once where memory is short. */
export type Step = { readonly sync: DiskFile } | { readonly log: readonly Uint8Array[] };
export type Steps = Generator<Step, void>;

export async function runSteps(steps: Steps, journal: Journal): Promise<void> {
  let next = steps.next();
  while (next.done !== true) {
    try {
      await ('sync' in next.value ? next.value.sync.sync() : journal.write(next.value.log));
      next = steps.next();
    } catch (error) {
      next = steps.throw(error);
    }
  }
}

export function runStepsSync(steps: Steps, journal: Journal): void {
  let next = steps.next();
  while (next.done !== true) {
    try {
      if ('sync' in next.value) next.value.sync.syncSync();
      else journal.writeSync(next.value.log);
      next = steps.next();
    } catch (error) {
      next = steps.throw(error);
    }
  }
}
