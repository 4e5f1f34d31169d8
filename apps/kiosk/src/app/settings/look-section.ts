import { Component, inject, LOCALE_ID } from '@angular/core';
import { Choice, type Option } from '@hub/ui/choice';
import { Address } from '../routing/address';
import { addressIn, languageOf, LANGUAGES } from '../shell/language';
import { GO_TO } from '../routing/reload';
import { isTheme, ThemeChoice } from '../shell/theme';

const THEMES: readonly Option[] = [
  { value: 'system', label: $localize`:@@theme.system:Automatic` },
  { value: 'light', label: $localize`:@@theme.light:Light` },
  { value: 'dark', label: $localize`:@@theme.dark:Dark` },
];

/** How this display looks: its language, light or dark. */
@Component({
  selector: 'hub-look-section',
  imports: [Choice],
  template: `
    <hub-choice
      legend="Language"
      i18n-legend="@@settings.language"
      [options]="languages"
      [value]="language"
      (valueChange)="chooseLanguage($event)"
    />
    <hub-choice
      legend="Light or dark"
      i18n-legend="@@settings.theme"
      [options]="themes"
      [value]="theme()"
      (valueChange)="chooseTheme($event)"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: 1.8rem;
    }
  `,
})
export class LookSection {
  private readonly address = inject(Address);
  private readonly goTo = inject(GO_TO);
  private readonly choice = inject(ThemeChoice);
  protected readonly theme = this.choice.theme.asReadonly();
  protected readonly themes = THEMES;
  protected readonly language = languageOf(inject(LOCALE_ID));
  protected readonly languages: readonly Option[] = LANGUAGES.map(({ code, name }) => ({ value: code, label: name }));

  protected chooseTheme(value: string): void {
    if (isTheme(value)) this.choice.theme.set(value);
  }

  protected chooseLanguage(value: string): void {
    this.goTo(addressIn(languageOf(value), this.address.here()));
  }
}
