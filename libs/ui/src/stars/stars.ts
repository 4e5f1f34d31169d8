import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';

const MOST = 5;

/** Stars out of five. */
@Component({
  selector: 'hub-stars',
  imports: [Icon],
  template: `
    @for (lit of stars(); track $index) {
      <hub-icon name="star" [class.lit]="lit" />
    }
    <span class="visually-hidden" i18n="@@stars.count">{{ count() }} of 5 stars</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: 0.05em;
      color: var(--line-strong);
    }
    .lit {
      color: var(--star, var(--fair));
      --icon-fill: currentColor;
    }
  `,
})
export class Stars {
  readonly count = input.required<number>();
  protected readonly stars = computed(() => Array.from({ length: MOST }, (_, index) => index < this.count()));
}
