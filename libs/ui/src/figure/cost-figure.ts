import { Component, computed, input } from '@angular/core';
import { formatMoney } from '../format/money';

/** What the present power costs in an hour. */
@Component({
  selector: 'hub-cost-figure',
  template: `
    @let cost = money();
    @if (cost === undefined) {
      <span class="words" i18n="@@cost.unknown">Cost not known yet</span>
    } @else if (cost.currency === 'pounds') {
      <span i18n="@@cost.pounds"
        ><strong>£{{ cost.amount }}</strong> an hour</span
      >
    } @else {
      <span i18n="@@cost.pence"
        ><strong>{{ cost.amount }}p</strong> an hour</span
      >
    }
  `,
  styles: `
    strong {
      font-size: var(--cost-size, 2.2rem);
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.02em;
    }
  `,
})
export class CostFigure {
  /** Pence; null while the hub does not know its prices. */
  readonly pencePerHour = input.required<number | null>();
  protected readonly money = computed(() => {
    const pence = this.pencePerHour();
    return pence === null ? undefined : formatMoney(pence);
  });
}
