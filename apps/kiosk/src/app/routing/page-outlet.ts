import { NgComponentOutlet } from '@angular/common';
import { Component, effect, inject, signal, type Type } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Notice } from '@hub/ui';
import { RELOAD } from '../shell/reload';
import { Navigation } from './navigation';
import { LOAD_PAGE } from './page-components';
import { type Page } from './pages';

/** The page that the navigation chose, once it is here. A page that cannot be fetched says so. */
@Component({
  selector: 'hub-page-outlet',
  imports: [NgComponentOutlet, Notice],
  template: `
    @if (failed()) {
      <hub-notice>
        <ng-container headline i18n="@@outlet.failed">This page could not be loaded</ng-container>
        <ng-container i18n="@@outlet.failedHelp">The hub did not answer. Try again in a moment.</ng-container>
        <button type="button" (click)="reload()" i18n="@@trouble.reload">Reload</button>
      </hub-notice>
    } @else {
      <ng-container [ngComponentOutlet]="shown()" />
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
export class PageOutlet {
  private readonly navigation = inject(Navigation);
  private readonly title = inject(Title);
  private readonly load = inject(LOAD_PAGE);
  protected readonly reload = inject(RELOAD);
  protected readonly shown = signal<Type<unknown> | null>(null);
  protected readonly failed = signal(false);

  constructor() {
    effect(() => {
      const page = this.navigation.page();
      this.title.setTitle(`${page.name} · CydYnni`);
      void this.show(page);
    });
  }

  private async show(page: Page): Promise<void> {
    const component = await this.fetch(page);
    // Another page may have been asked for while this one was on its way.
    if (page !== this.navigation.page()) return;
    this.failed.set(component === null);
    this.shown.set(component);
  }

  private async fetch(page: Page): Promise<Type<unknown> | null> {
    try {
      return await this.load(page);
    } catch (fault) {
      console.error(fault);
      return null;
    }
  }
}
