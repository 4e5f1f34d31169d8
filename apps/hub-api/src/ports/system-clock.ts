import { existsSync } from 'node:fs';

/** A file that is looked for at most this often. */
const LOOK_EVERY_MS = 1_000;

/**
 * The hub's clock, unix seconds. A Pi has no clock of its own: until a time server was heard it goes on from some day in
 * the past. So long it is never behind what is known better: the newest point that was stored, and what a meter says.
 */
export class SystemClock {
  private aheadS = 0;
  private unset: boolean;
  private lookedAt = -Infinity;

  /** `setFile`: exists once the system's clock was set; undefined: somebody else sees to that. */
  constructor(
    private readonly system: () => number,
    private readonly setFile: string | undefined,
  ) {
    this.unset = setFile !== undefined;
  }

  readonly now = (): number => this.system() + (this.isUnset() ? this.aheadS : 0);

  readonly isUnset = (): boolean => {
    if (!this.unset) return false;
    const at = performance.now();
    if (at - this.lookedAt < LOOK_EVERY_MS) return true;
    this.lookedAt = at;
    this.unset = !existsSync(this.setFile ?? '');
    return this.unset;
  };

  /** It is at least this late. */
  raise(time: number): void {
    if (this.isUnset()) this.aheadS = Math.max(this.aheadS, time - this.system());
  }
}
