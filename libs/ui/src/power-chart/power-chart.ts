import { Component, computed, input, signal } from '@angular/core';
import { measuredBox } from '../box/measured-box';
import { Hatching } from '../chart/hatching';
import { formatClock } from '../format/clock';
import { powerText } from '../format/power';
import { layOut } from './chart-geometry';
import { readingAt, timeAfterKey } from './readout';
import { type PowerPoint } from './runs';
import { linear } from '../scale/scale';
import { extremes, stretches } from './summary';

const TABLE_ROWS = 6;

let charts = 0;

/** Power over a stretch of time as a line: export below zero, what was not measured left open and hatched. */
@Component({
  selector: 'hub-power-chart',
  imports: [Hatching],
  templateUrl: './power-chart.html',
  styleUrls: ['../chart/plot.css', './power-chart.css'],
})
export class PowerChart {
  /** Known readings in order of time; a missing one is left out. */
  readonly points = input.required<readonly PowerPoint[]>();
  /** First and last unix second of the time axis. */
  readonly startS = input.required<number>();
  readonly endS = input.required<number>();

  protected readonly id = `hub-power-chart-${(charts += 1)}`;
  protected readonly notMeasured = $localize`:@@chart.gap:Not measured`;
  protected readonly box = measuredBox('.plot');
  protected readonly chart = computed(() =>
    layOut({ ...this.box(), points: this.points(), startS: this.startS(), endS: this.endS() }),
  );
  private readonly pointedS = signal<number | undefined>(undefined);
  /** The reading that the pointer or the arrow keys are at; `reading` is undefined in a gap. */
  protected readonly pointed = computed(() => {
    const timeS = this.pointedS();
    if (timeS === undefined) return undefined;
    const { x, y } = this.chart();
    const reading = readingAt(this.points(), timeS);
    const at = reading?.time ?? timeS;
    return {
      timeS: at,
      clock: formatClock(at),
      power: reading && powerText(reading.powerW),
      x: x(at),
      y: reading && y(reading.powerW),
    };
  });
  protected readonly valueText = computed(() => {
    const last = this.points().at(-1);
    const shown = this.pointed() ?? { clock: formatClock(this.endS()), power: last && powerText(last.powerW) };
    return `${shown.clock}: ${shown.power ?? this.notMeasured}`;
  });
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

  protected pointAt(event: PointerEvent): void {
    const { left, right } = this.chart().area;
    const timeS = linear(left, right, this.startS(), this.endS())(event.offsetX);
    this.pointedS.set(Math.min(this.endS(), Math.max(this.startS(), timeS)));
  }

  /** A finger that lifts has not gone: what it tapped stays to be read. */
  protected pointerLeave({ pointerType }: PointerEvent): void {
    if (pointerType !== 'touch') this.pointAway();
  }

  protected pointAway(): void {
    this.pointedS.set(undefined);
  }

  protected pointByKey(event: KeyboardEvent): void {
    const timeS = timeAfterKey(event.key, this.pointedS(), this.startS(), this.endS());
    if (timeS === undefined) return;
    event.preventDefault();
    this.pointedS.set(timeS);
  }
}
