import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Visitor } from '@hub/data-access';
import { Place } from '../shell/place';
import { pageAddress, pagePath } from './page-path';
import { type Page, pageAt, pagesOf, SIGN_IN } from './pages';

/**
 * Which page is shown, kept in step with the browser's address and its back and forward buttons.
 *
 * The pages are a flat list without parameters: Angular's router would be a quarter of all script that the first view may have.
 */
@Injectable({ providedIn: 'root' })
export class Navigation {
  private readonly window = viewOf(inject(DOCUMENT));
  private readonly base = new URL(inject(DOCUMENT).baseURI).pathname;
  private readonly path = signal(this.read());

  private readonly place = inject(Place);
  private readonly visitor = inject(Visitor);

  /** The pages that lead somewhere now: none on the server before somebody signed in. */
  readonly pages = computed<readonly Page[]>(() => (this.signInFirst() ? [] : pagesOf(this.place.where())));
  readonly page = computed<Page>(() => (this.signInFirst() ? SIGN_IN : pageAt(this.path(), this.place.where())));
  private readonly signInFirst = computed(() => this.place.where() === 'server' && this.visitor.user() === null);

  constructor() {
    this.window.addEventListener('popstate', () => this.path.set(this.read()));
  }

  /** The address of a page in the language of this build. */
  addressOf(path: string): string {
    return pageAddress(path, this.base);
  }

  go(path: string): void {
    if (path === this.path()) return;
    this.window.history.pushState(null, '', this.addressOf(path));
    this.path.set(path);
  }

  private read(): string {
    return pagePath(this.window.location.pathname, this.base);
  }
}

function viewOf(document: Document): Window {
  if (document.defaultView === null) throw new Error('A page needs a window');
  return document.defaultView;
}
