/** How often a task runs, and who hears of its errors. */
export interface PeriodicOptions {
  /** From the end of one run to the start of the next, unless the run says otherwise. */
  readonly everyMs: number;
  /** Share of the pause that chance adds or takes away, so that many hubs do not call at once. */
  readonly jitter?: number;
  readonly onError?: (error: unknown) => void;
}

/** What is run. It may return the milliseconds until its next run; `Infinity` means when it is asked for. */
export type Task = () => number | undefined | Promise<number | undefined>;

const LONGEST_TIMER_MS = 2_147_483_647;

/** Runs a task again and again, never twice at once. An error is reported and the task goes on at its pace. */
export class PeriodicTask {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private dueMs = Infinity;
  private stopped = false;

  constructor(
    private readonly task: Task,
    private readonly options: PeriodicOptions,
  ) {}

  /** Starts; the first run comes after `firstAfterMs`, or after one pause. */
  start(firstAfterMs = this.pauseMs()): void {
    this.soon(firstAfterMs);
  }

  /** Brings the next run forward. While one is under way, another follows it. */
  soon(afterMs = 0): void {
    const dueMs = performance.now() + afterMs;
    if (this.stopped || dueMs >= this.dueMs) return;
    this.dueMs = dueMs;
    if (this.running === undefined) this.arm();
  }

  /** Ends; resolves when a run that was under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private arm(): void {
    clearTimeout(this.timer);
    if (this.stopped || this.dueMs === Infinity) return;
    const waitMs = Math.min(Math.max(this.dueMs - performance.now(), 0), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.turn(), waitMs);
    this.timer.unref();
  }

  private turn(): void {
    this.dueMs = Infinity;
    this.running = this.run().then((pauseMs) => {
      this.running = undefined;
      this.dueMs = Math.min(this.dueMs, performance.now() + pauseMs);
      this.arm();
    });
  }

  private async run(): Promise<number> {
    try {
      return (await this.task()) ?? this.pauseMs();
    } catch (error) {
      this.options.onError?.(error);
      return this.pauseMs();
    }
  }

  private pauseMs(): number {
    const { everyMs, jitter = 0 } = this.options;
    return everyMs * (1 + jitter * (2 * Math.random() - 1));
  }
}
