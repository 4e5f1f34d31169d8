import { Location } from '@angular/common';
import { Component, inject } from '@angular/core';
import { Notice } from '@hub/ui';
import { GO_TO } from './reload';
import { Address } from './address';

/** Says so when a page could not be fetched, and offers another try. The page that was shown stays. */
@Component({
  selector: 'hub-page-failure',
  imports: [Notice],
  template: `
    @if (address.failed(); as failed) {
      <hub-notice role="alert">
        <ng-container headline i18n="@@outlet.failed">This page could not be loaded</ng-container>
        <ng-container i18n="@@outlet.failedHelp">The hub did not answer. Try again in a moment.</ng-container>
        <button type="button" (click)="tryAgain(failed)" i18n="@@outlet.tryAgain">Try again</button>
      </hub-notice>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    hub-notice {
      margin: 1.5rem;
    }
  `,
})
export class PageFailure {
  private readonly location = inject(Location);
  private readonly goTo = inject(GO_TO);
  protected readonly address = inject(Address);

  /** Loads everything again, at the address that was asked for: some browsers do not fetch a script twice that failed once. */
  protected tryAgain(failed: string): void {
    this.goTo(this.location.prepareExternalUrl(failed));
  }
}
