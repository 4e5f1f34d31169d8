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

/** Address of the same page, query and fragment included, in a language. `routerUrl` begins with a slash. */
export function addressIn(language: Language, routerUrl: string): string {
  return language === 'cy' ? `/cy${routerUrl}` : routerUrl;
}
