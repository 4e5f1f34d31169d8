import { Component, computed, input } from '@angular/core';
import { type SummaryView } from '@hub/contracts';
import { energyText, moneyText, partName } from '@hub/ui';

/** A day or month by band: what was used, how much of it was hydro, what it cost. */
@Component({
  selector: 'hub-band-table',
  template: `
    <table>
      <thead>
        <tr>
          <th scope="col" i18n="@@strip.band">Band</th>
          <th scope="col" i18n="@@tiles.used">Used</th>
          <th scope="col" i18n="@@part.hydro">Hydro</th>
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
    </table>
  `,
  host: { role: 'region', tabindex: '0', '[attr.aria-label]': 'label' },
  styles: `
    :host {
      display: block;
      overflow-x: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 0.5em 0.4em;
      border-bottom: 1px solid var(--line);
      text-align: right;
      white-space: nowrap;
    }
    th:first-child {
      text-align: left;
    }
    @media (max-width: 599px) {
      :host {
        font-size: 0.9em;
      }
      th,
      td {
        padding: 0.5em 0.25em;
      }
    }
    thead th {
      color: var(--ink-soft);
      font-weight: 600;
    }
    tbody tr:last-child > * {
      border-bottom: 0;
    }
  `,
})
export class BandTable {
  readonly summary = input.required<SummaryView>();
  /** The table may be wider than a phone: then it is scrolled, also with the keyboard. */
  protected readonly label = $localize`:@@strip.band:Band`;
  protected readonly rows = computed(() =>
    Object.entries(this.summary().bands).map(([name, band]) => ({
      name: partName(name),
      use: energyText(band.useKWh),
      hydro: energyText(band.hydroKWh),
      cost: moneyText(band.costPence),
    })),
  );
}
