import type { Source } from '@hub/domain/metering';

/** Inputs of one hub. A house has dozens; a device that invents names must not fill memory and disk. */
export const MAX_INPUTS = 1_000;
/** Of these, places that only the hub's own sources get: meters and clubs. */
export const PLACES_FOR_METERS = 100;
/** Of these, one account at most. */
export const MAX_INPUTS_OF_ACCOUNT = 256;
/** Of an account that is a device's node: the broker does not say who published, and a device has one node. */
export const MAX_INPUTS_OF_NODE = 128;

/** Whose input a source is; null: the hub's own, which no device name can claim. */
export const accountOf = ({ node }: Pick<Source, 'node'>, account: string | undefined): string | null =>
  node.includes(':') ? null : (account ?? `node:${node}`);

/** Counts inputs, registered and waiting together, by whose they are. */
export class InputQuota {
  private readonly counts = new Map<string | null, number>();
  private total = 0;

  /** Whether one more input finds a place. */
  hasRoom(account: string | null): boolean {
    if (account === null) return this.total < MAX_INPUTS;
    if (this.total >= MAX_INPUTS - PLACES_FOR_METERS + this.of(null)) return false;
    return this.of(account) < (account.startsWith('node:') ? MAX_INPUTS_OF_NODE : MAX_INPUTS_OF_ACCOUNT);
  }

  add(account: string | null): void {
    this.counts.set(account, this.of(account) + 1);
    this.total += 1;
  }

  remove(account: string | null): void {
    const left = this.of(account) - 1;
    if (left > 0) this.counts.set(account, left);
    else this.counts.delete(account);
    this.total -= 1;
  }

  private of(account: string | null): number {
    return this.counts.get(account) ?? 0;
  }
}
