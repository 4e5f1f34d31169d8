import type { Reading, Source } from '@hub/domain/metering';
import type { Point } from '@hub/domain/series';
import { keyOf } from './input-key';

/** Readings of one source that wait for it to be registered. */
export interface WaitingSource {
  readonly source: Source;
  readonly points: Point[];
}

export interface WaitingLimits {
  /** Points in all. */
  readonly points: number;
  /** Inputs, registered and waiting together: each costs a feed on the disk. */
  readonly inputs: number;
}

/**
 * Keeps readings of sources that the database does not know yet, because they are new or because it is away. Bounded:
 * when it is full the newest reading is refused, by name, and what was kept stays whole.
 */
export class WaitingReadings {
  private readonly sources = new Map<string, WaitingSource>();
  private held = 0;

  constructor(private readonly limits: WaitingLimits) {}

  get points(): number {
    return this.held;
  }

  get limit(): number {
    return this.limits.points;
  }

  /** `registered`: how many inputs exist already. */
  add({ source, time, value }: Reading, registered: number): 'kept' | 'buffer-full' | 'too-many-inputs' {
    const key = keyOf(source.node, source.name);
    const known = this.sources.get(key);
    if (!known && this.sources.size + registered >= this.limits.inputs) return 'too-many-inputs';
    if (this.held >= this.limits.points) return 'buffer-full';
    this.held += 1;
    if (known) known.points.push({ time, value });
    else this.sources.set(key, { source, points: [{ time, value }] });
    return 'kept';
  }

  /** The first `count` sources that wait. */
  next(count: number): readonly Source[] {
    const first: Source[] = [];
    for (const { source } of this.sources.values()) {
      if (first.length === count) break;
      first.push(source);
    }
    return first;
  }

  /** Takes what waits for an input out, in the order of arrival. */
  take(node: string, name: string): WaitingSource | undefined {
    const key = keyOf(node, name);
    const found = this.sources.get(key);
    if (!found) return undefined;
    this.sources.delete(key);
    this.held -= found.points.length;
    return found;
  }
}
