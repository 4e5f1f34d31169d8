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

export interface Decision {
  readonly redirectTo: string | undefined;
  /** To be remembered by the browser; undefined where nothing was chosen. */
  readonly chosen: PageLanguage | undefined;
}

/**
 * English is at `/`, Welsh below `/cy/`. An address that is opened from outside shows the same page in the language of the last
 * visit, else the browser's if that is Welsh, else the household's. One opened from a page of this hub was chosen in English.
 */
export function decideLanguage(visit: PageVisit, household: PageLanguage): Decision {
  const { path, fromThisHub, remembered, acceptLanguage } = visit;
  if (/^\/cy(?:\/|$)/.test(path)) return { redirectTo: undefined, chosen: 'cy' };
  if (fromThisHub) return { redirectTo: undefined, chosen: 'en' };
  const wanted = remembered === 'en' || remembered === 'cy' ? remembered : unasked(acceptLanguage, household);
  return { redirectTo: wanted === 'cy' ? `/cy${path}` : undefined, chosen: undefined };
}

/** Almost every browser in Wales asks for English because no one ever set it: that is no choice, asking for Welsh is. */
const unasked = (acceptLanguage: string | undefined, household: PageLanguage): PageLanguage =>
  /^\s*cy\b/i.test(acceptLanguage ?? '') ? 'cy' : household;
