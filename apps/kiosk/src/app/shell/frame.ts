import { Component, effect, type ElementRef, inject, viewChild } from '@angular/core';
import { Icon } from '@hub/ui';
import { Navigation } from '../routing/navigation';
import { PageLink } from '../routing/page-link';
import { LanguageLinks } from './language-links';

/** What stays while pages change: the name, the way to the pages, the language. A rail when there is room, bars on a phone. */
@Component({
  selector: 'hub-frame',
  imports: [Icon, LanguageLinks, PageLink],
  templateUrl: './frame.html',
  styleUrl: './frame.css',
})
export class Frame {
  private readonly navigation = inject(Navigation);
  protected readonly pages = this.navigation.pages;
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('page');

  constructor() {
    let before = this.navigation.page();
    effect(() => {
      const page = this.navigation.page();
      // Keyboard and screen reader go on in the new page, as they would after loading one.
      if (page !== before) this.main().nativeElement.focus();
      before = page;
    });
  }
}
