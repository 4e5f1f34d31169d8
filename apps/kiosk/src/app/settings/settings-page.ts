import { Component, inject, LOCALE_ID } from '@angular/core';
import { LiveHub } from '@hub/data-access';
import { Choice, type Option } from '@hub/ui';
import { Navigation } from '../routing/navigation';
import { addressIn, languageOf, LANGUAGES } from '../shell/language';
import { GO_TO } from '../shell/reload';
import { isTheme, ThemeChoice } from '../shell/theme';

const THEMES: readonly Option[] = [
  { value: 'system', label: $localize`:@@theme.system:Automatic` },
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
  readonly #navigation = inject(Navigation);
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
    this.#goTo(addressIn(languageOf(value), this.#navigation.page().path));
  }
}
