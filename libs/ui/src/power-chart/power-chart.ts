import { afterNextRender, Component, computed, DestroyRef, ElementRef, inject, input, signal } from '@angular/core';
import { formatClock } from '../format/clock';
import { powerText } from '../format/power';
import { layOut } from './chart-geometry';
import { type PowerPoint } from './runs';
import { extremes, stretches } from './summary';

/** Size of the drawn box and of its letters, in pixels. */
interface Box {
  readonly width: number;
  readonly height: number;
  readonly letter: number;
}

const TABLE_ROWS = 6;

let charts = 0;

/** Power over a stretch of time as a line: export below zero, what was not measured left open and hatched. */
@Component({
  selector: 'hub-power-chart',
  templateUrl: './power-chart.html',
  styleUrl: './power-chart.css',
})
export class PowerChart {
  /** Known readings in order of time; a missing one is left out. */
  readonly points = input.required<readonly PowerPoint[]>();
  /** First and last unix second of the time axis. */
  readonly startS = input.required<number>();
  readonly endS = input.required<number>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #box = signal<Box>({ width: 640, height: 200, letter: 14 });
  protected readonly id = `hub-power-chart-${(charts += 1)}`;
  protected readonly box = this.#box.asReadonly();
  protected readonly chart = computed(() =>
    layOut({ ...this.#box(), points: this.points(), startS: this.startS(), endS: this.endS() }),
  );
  protected readonly range = computed(() => {
    const found = extremes(this.points());
    return found && { low: powerText(found.lowW), high: powerText(found.highW) };
  });
  protected readonly rows = computed(() =>
    stretches(this.points(), this.startS(), this.endS(), TABLE_ROWS).map(({ startS, endS, meanW }) => ({
      from: formatClock(startS),
      to: formatClock(endS),
      mean: meanW === undefined ? undefined : powerText(meanW),
    })),
  );

  constructor() {
    const observer = inject(DestroyRef);
    afterNextRender(() => {
      const plot = this.#host.nativeElement.querySelector('.plot');
      if (plot === null) return;
      const resize = new ResizeObserver(([entry]) => {
        if (entry) this.#measure(plot, entry.contentRect);
      });
      resize.observe(plot);
      observer.onDestroy(() => resize.disconnect());
    });
  }

  #measure(plot: Element, { width, height }: DOMRectReadOnly): void {
    const letter = Number.parseFloat(getComputedStyle(plot).fontSize);
    if (width > 0 && height > 0) this.#box.set({ width, height, letter });
  }
}
