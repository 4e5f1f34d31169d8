import { Component, computed, input } from '@angular/core';
import { type SummaryView } from '@hub/contracts';
import { energyText, moneyText, shareText } from '@hub/ui';
import { Stars } from '@hub/ui/stars';
import { Tile } from '@hub/ui/tile';

/** A day or month of a household in five figures, and what is not known of it. */
@Component({
  selector: 'hub-summary-tiles',
  imports: [Stars, Tile],
  template: `
    <hub-tile>
      <ng-container label i18n="@@tiles.used">Used</ng-container>
      {{ texts().use }}
      <ng-container note>
        @if (summary().missing > 0) {
          <span i18n="@@tiles.missing">{summary().missing, plural,
            one {1 half-hour is not known and in no figure}
            other {{{ summary().missing }} half-hours are not known and in no figure}
          }</span>
        } @else if (summary().estimated > 0) {
          <span i18n="@@tiles.estimated">{summary().estimated, plural,
            one {1 half-hour is estimated}
            other {{{ summary().estimated }} half-hours are estimated}
          }</span>
        }
      </ng-container>
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@tiles.hydro">From the hydro</ng-container>
      {{ texts().share }}
      <ng-container note>{{ texts().hydro }}</ng-container>
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@tiles.cost">Cost</ng-container>
      {{ texts().bill }}
      <ng-container note i18n="@@tiles.costNote">with standing charge and VAT</ng-container>
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@tiles.saved">Saved</ng-container>
      {{ texts().saved }}
      <ng-container note i18n="@@tiles.savedNote">against a flat price</ng-container>
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@tiles.score">Score</ng-container>
      {{ summary().score }}<span class="of" i18n="@@tiles.scoreOf"> of 100</span>
      <ng-container note><hub-stars [count]="summary().stars" /></ng-container>
    </hub-tile>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
      gap: 0.7rem;
    }
    @media (max-width: 599px) {
      hub-tile:first-child {
        grid-column: 1 / -1;
      }
    }
    .of {
      font-size: 0.6em;
      font-weight: 400;
      letter-spacing: 0;
    }
  `,
})
export class SummaryTiles {
  readonly summary = input.required<SummaryView>();
  protected readonly texts = computed(() => {
    const { useKWh, hydroKWh, billPence, savedPence } = this.summary();
    return {
      use: energyText(useKWh),
      share: useKWh > 0 ? shareText(hydroKWh / useKWh) : '–',
      hydro: energyText(hydroKWh),
      bill: moneyText(billPence),
      saved: moneyText(savedPence),
    };
  });
}
