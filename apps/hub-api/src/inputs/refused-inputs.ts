import type { HealthCheck } from '@hub/contracts';
import { SetAside } from './set-aside';

export type Refusal = 'too-many-inputs' | 'not-registered';

/** How long a refusal is a matter for the health. */
const REMEMBERED_S = 3600;
const MAX_NAME_LENGTH = 80;

/** Inputs that found no room or that the database refused, and what the health says of them. */
export class RefusedInputs {
  private readonly aside = new SetAside();
  private newest: { readonly reason: Refusal; readonly key: string; readonly at: number } | null = null;

  /** `now`: seconds of a clock that is never set. */
  constructor(private readonly now: () => number = () => performance.now() / 1000) {}

  tooMany(key: string): Refusal {
    return this.note('too-many-inputs', key);
  }

  setAside(key: string): void {
    this.aside.add(key, this.now());
    this.note('not-registered', key);
  }

  isSetAside(key: string): boolean {
    return this.aside.has(key, this.now());
  }

  check(): HealthCheck {
    if (this.newest === null || this.now() - this.newest.at > REMEMBERED_S) return { status: 'ok' };
    const { reason, key } = this.newest;
    const name = key.slice(0, MAX_NAME_LENGTH);
    return {
      status: 'degraded',
      detail:
        reason === 'too-many-inputs'
          ? `HUB_TOO_MANY_INPUTS: no room for new inputs of this device, such as ${name}. Remove inputs that are not needed, or mend the device that invents them.`
          : `HUB_INPUT_NOT_REGISTERED: ${name} could not be registered and is left alone for an hour. Rename it at the device.`,
    };
  }

  private note(reason: Refusal, key: string): Refusal {
    this.newest = { reason, key, at: this.now() };
    return reason;
  }
}
