import { Component, computed, input } from '@angular/core';
import { type SummaryView } from '@hub/contracts';
import { energyText, moneyText, shareText } from '@hub/ui/format';
import { Tile } from '@hub/ui/tile';
import { localPence } from './local-money';

/** A day or month of the club: generated, used here, used in all, and the money that stayed. */
@Component({
  selector: 'hub-club-tiles',
  imports: [Tile],
  template: `
    <hub-tile>
      <ng-container label i18n="@@club.generated">The hydro generated</ng-container>
      @if (texts().generated; as generated) {
        {{ generated }}
      } @else {
        <span i18n="@@stack.missing">Not known</span>
      }
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@club.usedHere">Used here</ng-container>
      {{ texts().here }}
      <ng-container note>
        @if (texts().hereShare; as share) {
          <span i18n="@@club.usedHereShare">{{ share }} of what the hydro generated</span>
        }
      </ng-container>
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@club.used">The community used</ng-container>
      {{ texts().use }}
      <ng-container note>
        @if (texts().useShare; as share) {
          <span i18n="@@club.usedShare">{{ share }} of it hydro</span>
        }
      </ng-container>
    </hub-tile>
    <hub-tile>
      <ng-container label i18n="@@club.local">Money kept local</ng-container>
      @if (texts().local; as local) {
        {{ local }}
      } @else {
        <span i18n="@@stack.missing">Not known</span>
      }
      <ng-container note i18n="@@club.localNote">paid to our own hydro</ng-container>
    </hub-tile>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
      gap: 0.7rem;
    }
  `,
})
export class ClubTiles {
  readonly summary = input.required<SummaryView>();
  readonly generationKWh = input.required<number | undefined>();
  protected readonly texts = computed(() => {
    const { useKWh, hydroKWh } = this.summary();
    const made = this.generationKWh();
    const local = localPence(this.summary());
    return {
      generated: made === undefined ? undefined : energyText(made),
      here: energyText(hydroKWh),
      hereShare: made === undefined || made <= 0 ? undefined : shareText(Math.min(1, hydroKWh / made)),
      use: energyText(useKWh),
      useShare: useKWh > 0 ? shareText(hydroKWh / useKWh) : undefined,
      local: local === undefined ? undefined : moneyText(local),
    };
  });
}
