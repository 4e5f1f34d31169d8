import { Component, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Address } from '../../routing/address';
import { Pairing } from './pairing';
import { RequestItem } from './request-item';

/** Where the same is part of the page. */
const PAIRING_PAGE = '/devices/add';

/**
 * On every page, while a device asks to be let in. It takes no focus from what somebody does; it is announced once, and stands
 * before the page's own content, so that the keyboard reaches it first.
 */
@Component({
  selector: 'hub-pairing-popup',
  imports: [RequestItem, RouterLink],
  template: `
    <p class="visually-hidden" role="status">{{ announcement() }}</p>
    @if (shown().length > 0) {
      <section aria-labelledby="pairing-popup-title">
        <header>
          <h2 id="pairing-popup-title" i18n="@@pairing.popup">New device</h2>
          <button type="button" (click)="hidden.set(addresses())" i18n="@@pairing.later">Not now</button>
        </header>
        @for (request of shown(); track request.address) {
          <hub-request-item [request]="request" />
        }
        <a routerLink="/devices/add" i18n="@@pairing.toPage">See all requests</a>
      </section>
    }
  `,
  styleUrl: './pairing-popup.css',
})
export class PairingPopup {
  private readonly pairing = inject(Pairing);
  private readonly address = inject(Address);
  /** Who asks, in an order that does not change with each event. */
  protected readonly addresses = computed(() =>
    this.pairing
      .asking()
      .map(({ address }) => address)
      .toSorted()
      .join(' '),
  );
  /** Requests that somebody put aside; others are shown all the same. */
  protected readonly hidden = linkedSignal<string, string>({
    source: this.addresses,
    computation: (now, before) => (before !== undefined && before.value === now ? now : ''),
  });
  protected readonly shown = computed(() =>
    this.address.page() === PAIRING_PAGE || this.hidden() === this.addresses() ? [] : this.pairing.asking(),
  );
  protected readonly announcement = computed(() => {
    const who = this.addresses();
    if (who === '' || this.address.page() === PAIRING_PAGE) return '';
    return $localize`:@@pairing.announced:A new device asks to join: ${who}:address:`;
  });
}
