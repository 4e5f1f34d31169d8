import { Component, inject, input } from '@angular/core';
import { Notice } from '@hub/ui';
import { RELOAD } from '../routing/reload';
import { type Trouble } from './live-view';

/** What is wrong, what the page does about it, and what the household can do. */
@Component({
  selector: 'hub-trouble-notice',
  imports: [Notice],
  template: `
    @switch (trouble()) {
      @case ('unreachable') {
        <hub-notice>
          <ng-container headline i18n="@@trouble.unreachable">The hub does not answer</ng-container>
          <ng-container i18n="@@trouble.unreachableHelp"
            >These are the last values it sent. The page keeps trying and comes back by itself.</ng-container
          >
        </hub-notice>
      }
      @case ('unreadable') {
        <hub-notice>
          <ng-container headline i18n="@@trouble.unreadable">This page does not understand the hub</ng-container>
          <ng-container i18n="@@trouble.unreadableHelp">The hub was probably updated. Reload the page.</ng-container>
          <button type="button" (click)="reload()" i18n="@@trouble.reload">Reload</button>
        </hub-notice>
      }
      @case ('broker-down') {
        <hub-notice>
          <ng-container headline i18n="@@trouble.broker">The hub is not receiving messages</ng-container>
          <ng-container i18n="@@trouble.brokerHelp"
            >Its message service is starting again. Readings go on by themselves.</ng-container
          >
        </hub-notice>
      }
      @case ('meter-silent') {
        <hub-notice>
          <ng-container headline i18n="@@trouble.meter">The meter has gone quiet</ng-container>
          <ng-container i18n="@@trouble.meterHelp"
            >If this lasts, check that the meter gateway has power and WiFi.</ng-container
          >
        </hub-notice>
      }
    }
  `,
  host: { '[attr.data-trouble]': 'trouble()' },
  styles: `
    :host([data-trouble='unreachable']) {
      --notice-surface: var(--alert-surface);
      --notice-ink: var(--alert-ink);
    }
    button {
      min-height: 2.75rem;
      padding: 0 1.2em;
      border: 2px solid currentColor;
      border-radius: 0.6rem;
      background: transparent;
      color: inherit;
      font: inherit;
      font-weight: 700;
      cursor: pointer;
    }
  `,
})
export class TroubleNotice {
  readonly trouble = input.required<Trouble>();
  protected readonly reload = inject(RELOAD);
}
