import { signal } from '@angular/core';
import { type Fault, faultOf } from '@hub/data-access';

/** Something that a button does: whether it is under way, and why the last try did not work. One at a time. */
export class Task {
  private readonly busyState = signal(false);
  private readonly faultState = signal<Fault | undefined>(undefined);
  readonly busy = this.busyState.asReadonly();
  readonly fault = this.faultState.asReadonly();

  /** Whether `action` went through. Never rejects: what went wrong is in `fault`. */
  async run(action: () => Promise<unknown>): Promise<boolean> {
    if (this.busyState()) return false;
    this.busyState.set(true);
    this.faultState.set(undefined);
    try {
      await action();
      return true;
    } catch (caught) {
      this.faultState.set(faultOf(caught));
      return false;
    } finally {
      this.busyState.set(false);
    }
  }
}
