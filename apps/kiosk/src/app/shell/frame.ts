import { Component, effect, type ElementRef, inject, viewChild } from '@angular/core';
import { Icon } from '@hub/ui';
import { Navigation } from '../routing/navigation';
import { PageLink } from '../routing/page-link';
import { PAGES } from '../routing/pages';
import { LanguageLinks } from './language-links';

/** What stays while pages change: the name, the way to the pages, the language. A rail when there is room, bars on a phone. */
@Component({
  selector: 'hub-frame',
  imports: [Icon, LanguageLinks, PageLink],
  templateUrl: './frame.html',
  styleUrl: './frame.css',
})
export class Frame {
  protected readonly pages = PAGES;
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('page');

  constructor() {
    const navigation = inject(Navigation);
    let before = navigation.page();
    effect(() => {
      const page = navigation.page();
      // Keyboard and screen reader go on in the new page, as they would after loading one.
      if (page !== before) this.main().nativeElement.focus();
      before = page;
    });
  }
}
