import { Component, computed, input } from '@angular/core';
import { type NextRunView } from '@hub/contracts';
import { Age } from '@hub/ui';
import { basesOf, isPriced, lengthText, priceText, reasonText } from './run-words';

/** Why a run is when it is: what other times would cost, what bound it, and what the prices rest on. */
@Component({
  selector: 'hub-why-panel',
  imports: [Age],
  template: `
    @let words = text();
    <table>
      <caption class="visually-hidden" i18n="@@why.costs">
        What it costs at other times
      </caption>
      <tbody>
        <tr class="chosen">
          <th scope="row" i18n="@@why.chosen">As planned</th>
          <td>{{ words.chosen }}</td>
        </tr>
        <tr>
          <th scope="row" i18n="@@why.now">Started now</th>
          <td>{{ words.startNow }}</td>
        </tr>
        <tr>
          <th scope="row" i18n="@@why.latest">As late as possible</th>
          <td>{{ words.latest }}</td>
        </tr>
        <tr>
          <th scope="row" i18n="@@why.average">On average</th>
          <td>{{ words.average }}</td>
        </tr>
      </tbody>
    </table>
    <ul>
      @if (words.reason) {
        <li i18n="@@why.bound">{{ words.short }} do not fit: {{ words.reason }}.</li>
      } @else {
        <li i18n="@@why.free">Nothing stands in the way: these are the cheapest hours before it has to be ready.</li>
      }
      <li>
        <span i18n="@@why.basis">Prices: {{ words.basis }}.</span>
        @if (ageS(); as ageS) {
          &ngsp;<span i18n="@@why.age">Made <hub-age [ageS]="ageS" />.</span>
        }
      </li>
      @if (run().reserveMinutes > 0) {
        <li i18n="@@why.reserve">It is done {{ words.reserve }} early, for safety.</li>
      }
      @if (run().delayS > 0) {
        <li i18n="@@why.delay">
          It starts {{ words.delay }} after the price falls, so that not every home starts at once.
        </li>
      }
    </ul>
  `,
  styleUrl: './why-panel.css',
})
export class WhyPanel {
  readonly run = input.required<NextRunView>();
  readonly nowS = input.required<number>();
  /** When the prices were made. */
  readonly asOf = input<number | null>(null);
  protected readonly ageS = computed(() => {
    const asOf = this.asOf();
    return asOf === null ? undefined : Math.max(1, this.nowS() - asOf);
  });
  protected readonly text = computed(() => {
    const run = this.run();
    const { chosenPence, startNowPence, latestPence, averagePence } = run.cost;
    const cost = (pence: number | null): string => priceText(isPriced(run) ? pence : null);
    return {
      chosen: cost(chosenPence),
      startNow: cost(startNowPence),
      latest: cost(latestPence),
      average: cost(averagePence),
      short: lengthText(run.shortfallMinutes),
      reason: run.reason === null ? '' : reasonText(run.reason),
      basis: basesOf(run).join(', '),
      reserve: lengthText(run.reserveMinutes),
      delay: lengthText(Math.max(1, Math.round(run.delayS / 60))),
    };
  });
}
