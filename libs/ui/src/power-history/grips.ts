import { type Grip, held, type TimeWindow } from './time-window';

/** A finger that trembles has not moved. */
const STILL_PX = 5;

/** The fingers, or the pressed pointer, on a chart, and the window as it was when their number last changed. */
export class Grips {
  private readonly down = new Map<number, number>();
  private base: { readonly window: TimeWindow; readonly grip: Grip } | undefined;
  private hasMoved = false;

  /** Whether one of them has moved the window since the first went down. */
  get moving(): boolean {
    return this.hasMoved;
  }

  press({ pointerId, offsetX }: PointerEvent, window: TimeWindow): void {
    if (this.down.size === 0) this.hasMoved = false;
    this.down.set(pointerId, offsetX);
    this.rebase(window);
  }

  /** The window that a move leads to; undefined where nothing is held, or not moved yet. */
  move({ pointerId, offsetX }: PointerEvent, area: { left: number; right: number }): TimeWindow | undefined {
    if (!this.down.has(pointerId) || this.base === undefined) return undefined;
    this.down.set(pointerId, offsetX);
    const to = this.grip();
    const { window, grip } = this.base;
    const isStill = to.apart === undefined && Math.abs(to.middle - grip.middle) < STILL_PX;
    if (isStill && !this.hasMoved) return undefined;
    this.hasMoved = true;
    return held(window, grip, to, area);
  }

  release({ pointerId }: PointerEvent, window: TimeWindow): void {
    if (this.down.delete(pointerId)) this.rebase(window);
  }

  private rebase(window: TimeWindow): void {
    this.base = this.down.size === 0 ? undefined : { window, grip: this.grip() };
  }

  private grip(): Grip {
    const places = [...this.down.values()].slice(0, 2);
    const [first = 0, second] = places;
    if (second === undefined) return { middle: first, apart: undefined };
    return { middle: (first + second) / 2, apart: Math.abs(first - second) };
  }
}
