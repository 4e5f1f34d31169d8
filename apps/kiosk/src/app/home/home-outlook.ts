import { Component, computed, effect, output } from '@angular/core';
import { isRefusal } from '@hub/data-access';
import { clubOutlook } from '../outlook/club-outlook';
import { VerdictFigure } from '../outlook/verdict-figure';
import { type UnitPrice } from './live-view';
import { LoadAdviceList } from './load-advice';

/** Now or later, and what will it cost? Fetched right after the first view, which shows the power. */
@Component({
  selector: 'hub-home-outlook',
  imports: [LoadAdviceList, VerdictFigure],
  template: `
    @if (unlinked()) {
      <p class="waiting" i18n="@@fault.link">This hub is not linked to a CydYnni account yet</p>
    }
    @if (outlook(); as outlook) {
      <hub-verdict-figure [verdict]="outlook.verdict" [band]="outlook.band" [nowS]="nowS()" [ageS]="outlook.ageS" />
      <hub-load-advice [slots]="outlook.priced" [nowS]="nowS()" />
    } @else if (fault() && !unlinked()) {
      <p class="waiting" i18n="@@home.noOutlook">No forecast at the moment</p>
    } @else if (!fault()) {
      <p class="waiting" i18n="@@forecast.loading">Loading the forecast…</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 1rem;
      min-width: 0;
    }
    .waiting {
      margin: 0;
      font-size: 1.4rem;
      font-weight: 600;
    }
  `,
})
export class HomeOutlook {
  private readonly club = clubOutlook();
  /** What one more unit costs now, so that the page says one price. */
  readonly priced = output<UnitPrice | undefined>();
  protected readonly fault = this.club.fault;
  protected readonly outlook = this.club.view;
  protected readonly nowS = this.club.nowS;
  protected readonly unlinked = computed(() => isRefusal(this.fault(), 'LINK_NEEDED'));

  constructor() {
    effect(() => this.priced.emit(this.outlook()?.price));
  }
}
