import { Component, computed, input } from '@angular/core';
import { type SummaryView } from '@hub/contracts';
import { kWhText, moneyText } from '@hub/ui/format';
import { partName } from '@hub/ui/names';

/** A day or month by band: what was used, how much of it was hydro, what it cost, and what the bill adds to that. */
@Component({
  selector: 'hub-band-table',
  template: `
    <table>
      <thead>
        <tr>
          <th scope="col" i18n="@@strip.band">Band</th>
          <th scope="col">
            <ng-container i18n="@@tiles.used">Used</ng-container> <span class="unit">{{ 'kWh' }}</span>
          </th>
          <th scope="col">
            <ng-container i18n="@@part.hydro">Hydro</ng-container> <span class="unit">{{ 'kWh' }}</span>
          </th>
          <th scope="col" i18n="@@tiles.cost">Cost</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.name) {
          <tr>
            <th scope="row">{{ row.name }}</th>
            <td>{{ row.use }}</td>
            <td>{{ row.hydro }}</td>
            <td>{{ row.cost }}</td>
          </tr>
        }
      </tbody>
      @if (bill(); as bill) {
        <tfoot>
          <tr>
            <th scope="row" colspan="3" i18n="@@bill.standing">Standing charge</th>
            <td>{{ bill.standing }}</td>
          </tr>
          <tr>
            <th scope="row" colspan="3" i18n="@@bill.vat">VAT</th>
            <td>{{ bill.vat }}</td>
          </tr>
          <tr class="total">
            <th scope="row" colspan="3" i18n="@@stack.total">Total</th>
            <td>{{ bill.total }}</td>
          </tr>
        </tfoot>
      }
    </table>
  `,
  styles: `
    :host {
      display: block;
      min-height: 17rem;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 0.45em 0.3em;
      border-bottom: 1px solid var(--line);
      text-align: right;
      vertical-align: bottom;
    }
    th:first-child {
      padding-left: 0;
      text-align: left;
    }
    td {
      white-space: nowrap;
    }
    thead th {
      color: var(--ink-soft);
      font-weight: 600;
    }
    tfoot th {
      font-weight: 400;
    }
    .total > * {
      border-bottom: 0;
      font-weight: 700;
    }
    .unit {
      display: block;
      font-weight: 400;
    }
  `,
})
export class BandTable {
  /** Undefined while it is on its way: the table keeps its place. */
  readonly summary = input.required<SummaryView | undefined>();
  protected readonly rows = computed(() =>
    Object.entries(this.summary()?.bands ?? {}).map(([name, band]) => ({
      name: partName(name),
      use: kWhText(band.useKWh),
      hydro: kWhText(band.hydroKWh),
      cost: moneyText(band.costPence),
    })),
  );
  /** What comes on top of the bands. */
  protected readonly bill = computed(() => {
    const summary = this.summary();
    return (
      summary && {
        standing: moneyText(summary.standingChargePence),
        vat: moneyText(summary.vatPence),
        total: moneyText(summary.billPence),
      }
    );
  });
}
