/** Flushes every period, and soon after it is asked to; failures go to `report` and the next turn tries again. */
export class FlushTimer {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;

  constructor(
    private readonly flush: () => Promise<void>,
    private readonly report: (error: unknown) => void,
  ) {}

  start(periodS: number): void {
    if (periodS <= 0) return;
    this.timer = setInterval(() => this.run(), periodS * 1000);
    this.timer.unref();
  }

  /** One flush for all that is asked for in this turn. */
  soon(): void {
    if (this.asked) return;
    this.asked = true;
    setImmediate(() => {
      this.asked = false;
      this.run();
    });
  }

  stop(): void {
    clearInterval(this.timer);
    this.asked = true;
  }

  private run(): void {
    this.flush().catch(this.report);
  }
}
