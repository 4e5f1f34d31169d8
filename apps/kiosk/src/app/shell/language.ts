/** The languages of the display, each with its name in itself. English is at the root, Welsh below /cy. */
export const LANGUAGES = [
  { code: 'cy', name: 'Cymraeg' },
  { code: 'en', name: 'English' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

/** Language of a locale id such as "en-GB". */
export function languageOf(localeId: string): Language {
  return localeId.startsWith('cy') ? 'cy' : 'en';
}

/** Address of a page in a language. `path` begins with a slash. */
export function addressIn(language: Language, path: string): string {
  return language === 'cy' ? `/cy${path}` : path;
}
