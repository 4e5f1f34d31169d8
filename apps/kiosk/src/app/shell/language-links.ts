import { Component, computed, inject, LOCALE_ID } from '@angular/core';
import { Address } from '../routing/address';
import { addressIn, languageOf, LANGUAGES } from './language';

/** The same page in each language, the present one marked. Plain links: each language is a build of its own. */
@Component({
  selector: 'hub-language-links',
  template: `
    @for (link of links(); track link.code) {
      <a
        [href]="link.href"
        [attr.hreflang]="link.code"
        [attr.lang]="link.code"
        [attr.aria-current]="link.code === current ? 'true' : null"
        >{{ link.name }}</a
      >
    }
  `,
  styleUrl: './language-links.css',
})
export class LanguageLinks {
  private readonly address = inject(Address);
  protected readonly current = languageOf(inject(LOCALE_ID));
  protected readonly links = computed(() =>
    LANGUAGES.map((language) => ({ ...language, href: addressIn(language.code, this.address.here()) })),
  );
}
