import { Component, inject, LOCALE_ID } from '@angular/core';
import { Router } from '@angular/router';
import { LiveHub } from '@hub/data-access';
import { Choice, type Option } from '@hub/ui';
import { addressIn, languageOf, LANGUAGES } from '../shell/language';
import { isTheme, ThemeChoice } from '../shell/theme';
import { GO_TO } from './go-to';

const THEMES: readonly Option[] = [
  { value: 'system', label: $localize`:@@theme.system:Same as this device` },
  { value: 'light', label: $localize`:@@theme.light:Light` },
  { value: 'dark', label: $localize`:@@theme.dark:Dark` },
];

/** Language, light or dark, and what this hub runs. */
@Component({
  selector: 'hub-settings-page',
  imports: [Choice],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.css',
})
export class SettingsPage {
  readonly #router = inject(Router);
  readonly #goTo = inject(GO_TO);
  readonly #choice = inject(ThemeChoice);
  protected readonly hub = inject(LiveHub);
  protected readonly theme = this.#choice.theme.asReadonly();
  protected readonly themes = THEMES;
  protected readonly language = languageOf(inject(LOCALE_ID));
  protected readonly languages: readonly Option[] = LANGUAGES.map(({ code, name }) => ({ value: code, label: name }));

  protected chooseTheme(value: string): void {
    if (isTheme(value)) this.#choice.theme.set(value);
  }

  protected chooseLanguage(value: string): void {
    this.#goTo(addressIn(languageOf(value), this.#router.url));
  }
}
