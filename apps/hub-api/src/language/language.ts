/** What of a request for a page tells in which language it is wanted. */
export interface PageVisit {
  readonly path: string;
  /** Of the request's header; only pages of this hub send one. */
  readonly fromThisHub: boolean;
  /** The language that this browser showed last. */
  readonly remembered: string | undefined;
  readonly acceptLanguage: string | undefined;
}

export type PageLanguage = 'en' | 'cy';

/** The addresses that are printed: the hub itself, and what the label's QR code opens. */
const ENTRANCES = ['/', '/setup'];

export interface Decision {
  readonly redirectTo: string | undefined;
  /** To be remembered by the browser; undefined where nothing was chosen. */
  readonly chosen: PageLanguage | undefined;
}

/**
 * English is at `/`, Welsh below `/cy/`. Who comes to an entrance from nowhere gets the language of the last visit, else the
 * browser's if that is Welsh, else the household's. Who comes there from a page of this hub has chosen English.
 */
export function decideLanguage(visit: PageVisit, household: PageLanguage): Decision {
  const { path, fromThisHub, remembered, acceptLanguage } = visit;
  if (/^\/cy(?:\/|$)/.test(path)) return { redirectTo: undefined, chosen: 'cy' };
  if (fromThisHub) return { redirectTo: undefined, chosen: 'en' };
  const wanted = remembered === 'en' || remembered === 'cy' ? remembered : unasked(acceptLanguage, household);
  return { redirectTo: ENTRANCES.includes(path) && wanted === 'cy' ? `/cy${path}` : undefined, chosen: undefined };
}

/** Almost every browser in Wales asks for English because nobody ever set it: that is no choice, asking for Welsh is. */
const unasked = (acceptLanguage: string | undefined, household: PageLanguage): PageLanguage =>
  /^\s*cy\b/i.test(acceptLanguage ?? '') ? 'cy' : household;
