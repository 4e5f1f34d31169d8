import { Component, computed, inject, input, LOCALE_ID } from '@angular/core';
import { formatClock } from '../format/clock';
import { formatPrice } from '../format/money';

/** A price and the part of the day that it holds for. `untilS`: unix second at which the next one starts. */
export interface BandPrice {
  /** Any name: a tariff has bands of its own. */
  readonly band: string;
  /** What the club calls a band that is none of the four. */
  readonly label?: { readonly en: string; readonly cy: string } | undefined;
  readonly pencePerKWh: number;
  readonly untilS: number;
}

/** The price in force: the band by name, pence per kWh, and until when. */
@Component({
  selector: 'hub-price-band',
  template: `
    <p class="name">
      <span class="key" [attr.data-band]="price().band"></span>
      @switch (price().band) {
        @case ('morning') {
          <span i18n="@@band.morning">Morning price</span>
        }
        @case ('midday') {
          <span i18n="@@band.midday">Midday price</span>
        }
        @case ('evening') {
          <span i18n="@@band.evening">Evening price</span>
        }
        @case ('overnight') {
          <span i18n="@@band.overnight">Overnight price</span>
        }
        @default {
          <span>{{ own() }}</span>
        }
      }
    </p>
    <p class="terms" i18n="@@band.terms">{{ pence() }}p per unit until {{ until() }}</p>
  `,
  styleUrl: './price-band.css',
})
export class PriceBand {
  readonly price = input.required<BandPrice>();
  protected readonly pence = computed(() => formatPrice(this.price().pencePerKWh));
  /** What the club calls its band, in the language of the page. */
  protected readonly own = computed(() => this.price().label?.[this.language] ?? this.price().band);
  private readonly language = inject(LOCALE_ID).startsWith('cy') ? 'cy' : 'en';
  protected readonly until = computed(() => formatClock(this.price().untilS));
}
