import type { NewInput } from '@hub/adapters/hub-database';
import type { Source } from '@hub/domain/metering';
import type { Point } from '@hub/domain/series';
import { keyOf } from './input-key';

/** Readings of one source that wait for it to be registered. */
export interface WaitingSource extends NewInput {
  readonly points: Point[];
}

export interface WaitingLimits {
  /** Points in all. */
  readonly points: number;
  /** Of these, points that the hub's own sources do not need. */
  readonly pointsOfDevices: number;
}

/**
 * Keeps readings of sources that the database does not know yet, because they are new or because it is away. Bounded:
 * when it is full the newest reading is refused, by name, and what was kept stays whole.
 */
export class WaitingReadings {
  private readonly sources = new Map<string, WaitingSource>();
  private held = 0;
  private heldOfDevices = 0;

  constructor(private readonly limits: WaitingLimits) {}

  get points(): number {
    return this.held;
  }

  get limit(): number {
    return this.limits.points;
  }

  has({ node, name }: Pick<Source, 'node' | 'name'>): boolean {
    return this.sources.has(keyOf(node, name));
  }

  add({ source, account }: NewInput, point: Point): 'kept' | 'buffer-full' {
    if (this.held >= this.limits.points) return 'buffer-full';
    if (account !== null && this.heldOfDevices >= this.limits.pointsOfDevices) return 'buffer-full';
    const key = keyOf(source.node, source.name);
    const known = this.sources.get(key);
    if (known) known.points.push(point);
    else this.sources.set(key, { source, account, points: [point] });
    this.count(account, 1);
    return 'kept';
  }

  /** The first `count` sources that wait. */
  next(count: number): readonly NewInput[] {
    const first: NewInput[] = [];
    for (const { source, account } of this.sources.values()) {
      if (first.length === count) break;
      first.push({ source, account });
    }
    return first;
  }

  /** Takes what waits for an input out, in the order of arrival. */
  take(node: string, name: string): WaitingSource | undefined {
    const key = keyOf(node, name);
    const found = this.sources.get(key);
    if (!found) return undefined;
    this.sources.delete(key);
    this.count(found.account, -found.points.length);
    return found;
  }

  private count(account: string | null, change: number): void {
    this.held += change;
    if (account !== null) this.heldOfDevices += change;
  }
}
