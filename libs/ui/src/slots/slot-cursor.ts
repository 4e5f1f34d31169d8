import { computed, type Signal, signal } from '@angular/core';

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -6,
  PageUp: 6,
};

/** Where a key leads from column `from` of `count`; undefined for a key that means nothing here. */
export function columnAfterKey(key: string, from: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, from + step));
}

/** The column of a chart that a finger, a pointer or the arrow keys are at. */
export class SlotCursor {
  private readonly cursor = signal<number | undefined>(undefined);
  /** Undefined while nothing is pointed at, or at a column that is no longer there. */
  readonly at = computed(() => {
    const at = this.cursor();
    return at !== undefined && at < this.count() ? at : undefined;
  });

  /** `from`: the column that the keys start at. */
  constructor(
    private readonly count: Signal<number>,
    private readonly from: Signal<number>,
  ) {}

  /** `x` pixels from the left edge of columns that span `left` to `right`. */
  pointAt(x: number, left: number, right: number): void {
    const column = Math.floor(((x - left) / (right - left)) * this.count());
    this.cursor.set(Math.min(this.count() - 1, Math.max(0, column)));
  }

  /** A pointer left the chart. A finger that lifts has not gone: what it tapped stays to be read. */
  leave({ pointerType }: PointerEvent): void {
    if (pointerType !== 'touch') this.away();
  }

  away(): void {
    this.cursor.set(undefined);
  }

  key(event: KeyboardEvent): void {
    const column = columnAfterKey(event.key, this.at() ?? this.from(), this.count());
    if (column === undefined) return;
    event.preventDefault();
    this.cursor.set(column);
  }
}
