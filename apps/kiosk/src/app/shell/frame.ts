import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon } from '@hub/ui';
import { LanguageLinks } from './language-links';
import { PAGES } from './pages';

/** What stays while pages change: the name, the way to the pages, the language. A rail when there is room, bars on a phone. */
@Component({
  selector: 'hub-frame',
  imports: [Icon, LanguageLinks, RouterLink, RouterLinkActive],
  templateUrl: './frame.html',
  styleUrl: './frame.css',
})
export class Frame {
  protected readonly pages = PAGES;
}
