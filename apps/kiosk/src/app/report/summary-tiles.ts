import { Component, computed, input } from '@angular/core';
import { type SummaryView } from '@hub/contracts';
import { energyText, moneyText, shareText } from '@hub/ui/format';
import { Stars } from '@hub/ui/stars';
import { Tile } from '@hub/ui/tile';

const NOT_YET = {
  ...{ missing: 0, estimated: 0, stars: 0, score: '–' },
  ...{ use: '–', share: '–', hydro: '–', bill: '–', saved: '–' },
};

/** A day or month of a household in five figures, and what is not known of it. */
@Component({
  selector: 'hub-summary-tiles',
  imports: [Stars, Tile],
  template: `
    <hub-tile>
      <ng-container label i18n="@@tiles.used">Used</ng-container>
      {{ texts().use }}
      <ng-container note>
        @if (texts().missing > 0) {
          <span i18n="@@tiles.missing">{texts().missing, plural,
            one {1 half-hour is missing, not counted}
            other {{{ texts().missing }} half-hours are missing, not counted}
          }</span>
        } @else if (texts().estimated > 0) {
          <span i18n="@@tiles.estimated">{texts().estimated, plural,
            one {1 half-hour is estimated}
            other {{{ texts().estimated }} half-hours are estimated}
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
      {{ texts().score }}<span class="of" i18n="@@tiles.scoreOf"> of 100</span>
      <ng-container note><hub-stars [count]="texts().stars" /></ng-container>
    </hub-tile>
  `,
  styles: `
    /* One and two and two; two and three; five: never one left over. */
    :host {
      display: grid;
      grid-template-columns: repeat(6, minmax(0, 1fr));
      gap: 0.7rem;
    }
    hub-tile {
      grid-column: span 3;
    }
    hub-tile:first-child {
      grid-column: 1 / -1;
    }
    @container page (min-width: 34rem) {
      hub-tile,
      hub-tile:first-child {
        grid-column: span 2;
      }
      hub-tile:nth-child(-n + 2) {
        grid-column: span 3;
      }
    }
    @container page (min-width: 58rem) {
      :host {
        grid-template-columns: repeat(5, minmax(0, 1fr));
      }
      hub-tile,
      hub-tile:first-child,
      hub-tile:nth-child(-n + 2) {
        grid-column: auto;
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
  /** Undefined while it is on its way: the tiles keep their place. */
  readonly summary = input.required<SummaryView | undefined>();
  protected readonly texts = computed(() => {
    const summary = this.summary();
    if (summary === undefined) return NOT_YET;
    const { useKWh, hydroKWh, billPence, savedPence, missing, estimated, score, stars } = summary;
    return {
      ...{ missing, estimated, score: String(score), stars },
      use: energyText(useKWh),
      share: useKWh > 0 ? shareText(hydroKWh / useKWh) : '–',
      hydro: energyText(hydroKWh),
      bill: moneyText(billPence),
      saved: moneyText(savedPence),
    };
  });
}
