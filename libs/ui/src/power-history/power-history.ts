import { Component, computed, input, model, signal } from '@angular/core';
import { measuredBox } from '../box/measured-box';
import { Hatching } from '../chart/hatching';
import { powerText } from '../format/power';
import { layOut } from '../power-chart/chart-geometry';
import { readingAt } from '../power-chart/readout';
import { type PowerPoint } from '../power-chart/runs';
import { extremes, stretches } from '../power-chart/summary';
import { linear } from '../scale/scale';
import { Grips } from './grips';
import { momentText } from './moment';
import { calendarMarks } from './time-axis';
import { lengthOf, moved, type TimeLimits, type TimeWindow, within, zoomed } from './time-window';

const TABLE_ROWS = 12;
/** How far two points may be apart to be joined, in steps: one lost point is no gap. */
const JOIN_STEPS = 2.5;
const ZOOM = 1.6;
/** Pixels of a wheel that double the window. */
const WHEEL_PX = 300;
/** Arrow keys cross the window in this many steps. */
const KEY_STEPS = 60;
const ARROWS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const PAGES: Readonly<Record<string, number>> = { PageDown: -0.5, PageUp: 0.5 };
const ZOOMS: Readonly<Record<string, number>> = { '+': 1 / ZOOM, '=': 1 / ZOOM, '-': ZOOM, '−': ZOOM };

let charts = 0;

/** Power from minutes to years as a line, moved and zoomed by finger, mouse, wheel and keyboard. What was not measured is hatched. */
@Component({
  selector: 'hub-power-history',
  imports: [Hatching],
  templateUrl: './power-history.html',
  styleUrls: ['../chart/plot.css', '../power-chart/power-chart.css', './power-history.css'],
})
export class PowerHistory {
  /** What is looked at; changed when the chart is moved. */
  readonly window = model.required<TimeWindow>();
  readonly limits = input.required<TimeLimits>();
  /** Known readings in order of time, one every `stepS` seconds; a missing one is left out. */
  readonly points = input.required<readonly PowerPoint[]>();
  readonly stepS = input.required<number>();

  protected readonly id = `hub-power-history-${(charts += 1)}`;
  protected readonly notMeasured = $localize`:@@chart.gap:Not measured`;
  protected readonly box = measuredBox('.plot');
  private readonly joinS = computed(() => this.stepS() * JOIN_STEPS);
  private readonly shown = computed(() => {
    const { startS, endS } = this.window();
    return this.points().filter(({ time }) => time >= startS && time <= endS);
  });
  protected readonly chart = computed(() =>
    layOut({ ...this.box(), ...this.window(), points: this.shown(), joinS: this.joinS(), marks: calendarMarks }),
  );
  private readonly grips = new Grips();
  private readonly pointedS = signal<number | undefined>(undefined);
  protected readonly pointed = computed(() => {
    const timeS = this.pointedS();
    const { startS, endS } = this.window();
    if (timeS === undefined || timeS < startS || timeS > endS) return undefined;
    const reading = readingAt(this.shown(), timeS, this.joinS());
    const at = reading?.time ?? timeS;
    const { x, y } = this.chart();
    const text = `${momentText(at, this.stepS())} · ${reading ? powerText(reading.powerW) : this.notMeasured}`;
    return { at, text, x: x(at), y: reading && y(reading.powerW) };
  });
  protected readonly span = computed(() => {
    const { startS, endS } = this.window();
    return `${momentText(startS)} – ${momentText(endS)}`;
  });
  protected readonly valueText = computed(() => this.pointed()?.text ?? this.span());
  protected readonly range = computed(() => {
    const found = extremes(this.shown());
    return found && { low: powerText(found.lowW), high: powerText(found.highW) };
  });
  protected readonly rows = computed(() => {
    const { startS, endS } = this.window();
    return stretches(this.shown(), startS, endS, TABLE_ROWS).map((part) => ({
      from: momentText(part.startS),
      mean: part.meanW === undefined ? this.notMeasured : powerText(part.meanW),
    }));
  });

  protected press(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.grips.press(event, this.window());
    this.point(event.offsetX);
  }

  protected move(event: PointerEvent): void {
    const led = this.grips.move(event, this.chart().area);
    if (led) this.show(led);
    else this.point(event.offsetX);
  }

  protected release(event: PointerEvent): void {
    this.grips.release(event, this.window());
  }

  /** A finger that lifts has not gone: what it tapped stays to be read. */
  protected leave({ pointerType }: PointerEvent): void {
    if (pointerType !== 'touch') this.pointedS.set(undefined);
  }

  /** With Ctrl, as a pinch on a touchpad says itself, it zooms; sideways it moves; else the page scrolls. */
  protected wheel(event: WheelEvent): void {
    const { ctrlKey, metaKey, shiftKey, deltaX, deltaY } = event;
    const { left, right } = this.chart().area;
    if (ctrlKey || metaKey) {
      this.show(zoomed(this.window(), 2 ** (deltaY / WHEEL_PX), this.timeAt(event.offsetX)));
    } else if (shiftKey || Math.abs(deltaX) > Math.abs(deltaY)) {
      const px = deltaX === 0 ? deltaY : deltaX;
      this.show(moved(this.window(), (px / Math.max(1, right - left)) * lengthOf(this.window())));
    } else return;
    event.preventDefault();
  }

  protected key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.act(event.key)) return;
    event.preventDefault();
  }

  protected blur(): void {
    this.pointedS.set(undefined);
  }

  private act(key: string): boolean {
    const { startS, endS } = this.window();
    const [arrow, page, zoom] = [ARROWS[key], PAGES[key], ZOOMS[key]];
    const pointedS = this.pointed()?.at;
    if (key === 'Home') this.pointedS.set(startS);
    else if (key === 'End') this.pointedS.set(endS);
    else if (page !== undefined) this.show(moved(this.window(), page * lengthOf(this.window())));
    else if (zoom !== undefined) this.show(zoomed(this.window(), zoom, pointedS ?? (startS + endS) / 2));
    else if (arrow === undefined) return false;
    else this.step(arrow * Math.max(this.stepS(), lengthOf(this.window()) / KEY_STEPS), pointedS ?? endS);
    return true;
  }

  /** At its edge the window goes on with the arrow. */
  private step(byS: number, fromS: number): void {
    const { startS, endS } = this.window();
    const toS = fromS + byS;
    if (toS < startS || toS > endS) this.show(moved(this.window(), byS));
    this.pointedS.set(Math.min(this.window().endS, Math.max(this.window().startS, toS)));
  }

  private point(offsetX: number): void {
    const { startS, endS } = this.window();
    this.pointedS.set(Math.min(endS, Math.max(startS, this.timeAt(offsetX))));
  }

  private timeAt(offsetX: number): number {
    const { left, right } = this.chart().area;
    return linear(left, Math.max(left + 1, right), this.window().startS, this.window().endS)(offsetX);
  }

  private show(wanted: TimeWindow): void {
    this.window.set(within(wanted, this.limits()));
  }
}
