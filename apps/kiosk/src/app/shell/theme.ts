import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';

const KEY = 'hub.theme';
const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** Whether a text names a theme. */
export function isTheme(text: string | null): text is Theme {
  return THEMES.some((theme) => theme === text);
}

function stored(): Theme {
  try {
    const text = localStorage.getItem(KEY);
    return isTheme(text) ? text : 'system';
  } catch {
    // Storage is switched off: the choice holds until the page is left.
    return 'system';
  }
}

function store(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // As above.
  }
}

/** Light or dark: the device's own choice unless the household made another, which this browser remembers. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  readonly theme = signal<Theme>(stored());

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => {
      const theme = this.theme();
      store(theme);
      if (theme === 'system') delete root.dataset['theme'];
      else root.dataset['theme'] = theme;
    });
  }
}
