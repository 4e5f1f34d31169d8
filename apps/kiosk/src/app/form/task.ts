import { signal } from '@angular/core';
import { type Fault, faultOf } from '@hub/data-access';

/** Something that a button does: whether it is under way, and why the last try did not work. One at a time. */
export class Task {
  readonly #busy = signal(false);
  readonly #fault = signal<Fault | undefined>(undefined);
  readonly busy = this.#busy.asReadonly();
  readonly fault = this.#fault.asReadonly();

  /** Whether `action` went through. Never rejects: what went wrong is in `fault`. */
  async run(action: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy()) return false;
    this.#busy.set(true);
    this.#fault.set(undefined);
    try {
      await action();
      return true;
    } catch (caught) {
      this.#fault.set(faultOf(caught));
      return false;
    } finally {
      this.#busy.set(false);
    }
  }
}
