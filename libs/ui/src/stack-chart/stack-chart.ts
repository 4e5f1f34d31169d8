import { Component, computed, input, output } from '@angular/core';
import { measuredBox } from '../box/measured-box';
import { Hatching } from '../chart/hatching';
import { partKind, partName } from '../names/part';
import { SlotCursor } from '../slots/slot-cursor';
import { partNames, type Stack, totalOf } from './stack';
import { layOutStacks } from './stack-geometry';

const WORDS = {
  estimated: $localize`:@@stack.estimated:Estimated`,
  partial: $localize`:@@stack.partial:Partly unknown`,
  missing: $localize`:@@stack.missing:Not known`,
  ahead: $localize`:@@stack.ahead:Not yet known`,
};

let charts = 0;

/** Columns of energy or money over time, each made of hydro and what was bought. By touch, by keyboard, and as a table. */
@Component({
  selector: 'hub-stack-chart',
  imports: [Hatching],
  templateUrl: './stack-chart.html',
  styleUrls: ['../chart/plot.css', '../chart/as-table.css', './stack-chart.css'],
})
export class StackChart {
  /** Undefined while they are on their way: the chart keeps its place, and the focus. */
  readonly stacks = input.required<readonly Stack[] | undefined>();
  protected readonly columns = computed(() => this.stacks() ?? []);
  /** What the columns are, for those who do not see them. */
  readonly label = input.required<string>();
  /** What the axis counts: "kWh", "£". */
  readonly axis = input('');
  /** Text of an amount, and of a mark on the axis. */
  readonly amount = input.required<(value: number) => string>();
  readonly tick = input.required<(value: number) => string>();
  /** The column that stands for something shown elsewhere on the page. */
  readonly chosen = input<number | undefined>(undefined);
  /** What choosing a column does, in words; empty where it does nothing. */
  readonly hint = input('');
  /** A column was clicked or tapped, or Enter pressed at it. */
  readonly choose = output<number>();

  protected readonly words = WORDS;
  protected readonly id = `hub-stack-chart-${(charts += 1)}`;
  protected readonly box = measuredBox('.plot');
  protected readonly chart = computed(() => layOutStacks({ ...this.box(), stacks: this.columns(), tick: this.tick() }));
  private readonly count = computed(() => this.columns().length);
  protected readonly newest = computed(() => Math.max(0, this.count() - 1));
  private readonly last = computed(() => this.chosen() ?? this.newest());
  protected readonly cursor = new SlotCursor(this.count, this.last);
  protected readonly legend = computed(() =>
    partNames(this.columns()).map((name) => ({ kind: partKind(name), text: partName(name) })),
  );
  protected readonly has = computed(() => {
    const states = new Set(this.columns().map(({ state }) => state));
    return { gaps: states.has('missing') || states.has('partial'), estimates: states.has('estimated') };
  });
  protected readonly column = computed(() => this.cursor.at() ?? this.last());
  protected readonly rows = computed(() => this.columns().map((stack) => this.row(stack)));
  /** The column pointed at in words; undefined while none is. */
  protected readonly readout = computed(() => {
    const at = this.cursor.at();
    return at === undefined ? undefined : this.rows()[at];
  });
  protected readonly spoken = computed(() => {
    const row = this.rows()[this.column()];
    return row
      ? `${row.name}: ${row.total}. ${row.parts.map(({ text, amount }) => `${text} ${amount}`).join(', ')}`
      : '';
  });
  protected readonly pointed = computed(() => {
    const at = this.cursor.at() ?? this.chosen();
    const { left, right } = this.chart();
    const width = (right - left) / this.count();
    return at === undefined ? undefined : { x: left + at * width, width };
  });

  protected pointAt(event: MouseEvent): void {
    this.cursor.pointAt(event.offsetX, this.chart().left, this.chart().right);
  }

  protected take(): void {
    const at = this.cursor.at();
    if (at !== undefined) this.choose.emit(at);
  }

  private row(stack: Stack) {
    const amount = this.amount();
    const parts = stack.parts.filter(({ value }) => value > 0);
    return {
      name: stack.name,
      state: stack.state,
      total: stack.state === 'missing' || stack.state === 'ahead' ? WORDS[stack.state] : amount(totalOf(stack)),
      parts: parts.map(({ name, value }) => ({ text: partName(name), amount: amount(value) })),
    };
  }
}
