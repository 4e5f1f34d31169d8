import { Component, computed, input } from '@angular/core';
import { flowOf, formatPower } from '../format/power';
import { Icon } from '../icon/icon';

/** The power at the meter as the largest thing on the page: which way it flows in words, how much in digits. */
@Component({
  selector: 'hub-power-figure',
  imports: [Icon],
  template: `
    <p class="flow">
      @switch (flow()) {
        @case ('import') {
          <hub-icon name="fromGrid" /><span i18n="@@power.import">Using from the grid</span>
        }
        @case ('export') {
          <hub-icon name="toGrid" /><span i18n="@@power.export">Sending to the grid</span>
        }
        @case ('idle') {
          <span i18n="@@power.idle">Nothing from the grid</span>
        }
      }
    </p>
    <p class="amount">
      <span class="value">{{ power().value }}</span><span class="unit">{{ power().unit }}</span>
    </p>
  `,
  styleUrl: './power-figure.css',
  host: { '[attr.data-flow]': 'flow()' },
})
export class PowerFigure {
  /** Watts; negative is export. */
  readonly powerW = input.required<number>();
  protected readonly flow = computed(() => flowOf(this.powerW()));
  protected readonly power = computed(() => formatPower(this.powerW()));
}
