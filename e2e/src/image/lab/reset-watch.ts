import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const LOOK_MS = 200;
/** What the kernel says last. */
const LAST_WORD = 'reboot: Restarting system';

/** Notes the moment at which the machine with this console restarts. */
export class ResetWatch {
  private readonly from: number;
  private readonly looking: NodeJS.Timeout;
  /** Milliseconds; undefined while the machine has not restarted. */
  resetAt: number | undefined;

  constructor(private readonly console: string) {
    this.from = statSync(console).size;
    this.looking = setInterval(() => {
      this.look();
    }, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.looking);
  }

  private look(): void {
    if (this.resetAt !== undefined || !this.sinceThen().includes(LAST_WORD)) return;
    this.resetAt = Date.now();
    this.stop();
  }

  private sinceThen(): string {
    const file = openSync(this.console, 'r');
    try {
      const text = Buffer.alloc(fstatSync(file).size - this.from);
      readSync(file, text, 0, text.length, this.from);
      return text.toString('latin1');
    } finally {
      closeSync(file);
    }
  }
}
