import type { ProcessExit } from '@hub/adapters/services';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A process that ran this long was well; its next crash counts as the first again. */
const WELL_AFTER_MS = 60_000;

/** Pause before a process is started again after its `crashes`th crash in a row. */
export function pauseMs(crashes: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (crashes - 1));
}

export interface SupervisorSurroundings {
  readonly say: (line: string) => void;
  readonly nowMs: () => number;
  /** Resolves after the time, or early when the signal is given. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Starts crashed processes again, each with a growing pause of its own, and says so. */
export class Supervisor {
  private readonly records = new Map<string, { readonly crashes: number; readonly crashedAtMs: number }>();
  private readonly stopping = new AbortController();
  private readonly pending = new Set<Promise<void>>();

  constructor(private readonly surroundings: SupervisorSurroundings) {}

  /** To be called when a process ended that should run; `start` resolves when it works again. */
  crashed(exit: ProcessExit, start: () => Promise<void>): void {
    const recovery = this.recover(exit, start).finally(() => this.pending.delete(recovery));
    this.pending.add(recovery);
  }

  /** From now on nothing is started any more. */
  stop(): void {
    this.stopping.abort();
  }

  /** Resolves when no start is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  private async recover(exit: ProcessExit, start: () => Promise<void>): Promise<void> {
    const { say, wait } = this.surroundings;
    let reason = `ended unexpectedly (${exit.signal ?? `code ${exit.code}`})`;
    for (;;) {
      if (this.stopped()) return;
      const pause = pauseMs(this.count(exit.name));
      say(`${exit.name} ${reason}; starting it again in ${pause / 1000} s`);
      await wait(pause, this.stopping.signal);
      if (this.stopped()) return;
      try {
        await start();
        say(`${exit.name} runs again`);
        return;
      } catch (error) {
        reason = `did not start (${error instanceof Error ? error.message : String(error)})`;
      }
    }
  }

  private stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private count(name: string): number {
    const crashedAtMs = this.surroundings.nowMs();
    const before = this.records.get(name);
    const inARow = before !== undefined && crashedAtMs - before.crashedAtMs < WELL_AFTER_MS;
    const crashes = inARow ? before.crashes + 1 : 1;
    this.records.set(name, { crashes, crashedAtMs });
    return crashes;
  }
}
