import { type IconName } from '@hub/ui';
import { type Where } from '../shell/place';

/** One page: where it is, and how the navigation shows it. */
export interface Page {
  readonly path: string;
  readonly icon: IconName;
  readonly name: string;
}

const NOW: Page = { path: '/', icon: 'now', name: $localize`:@@page.now:Now` };
const FORECAST: Page = {
  path: '/forecast',
  icon: 'forecast',
  name: $localize`:@@page.forecast:Forecast`,
};
const HOUSEHOLD: Page = {
  path: '/household',
  icon: 'household',
  name: $localize`:@@page.household:Household`,
};
const COMMUNITY: Page = {
  path: '/community',
  icon: 'community',
  name: $localize`:@@page.community:Community`,
};
const SETTINGS: Page = {
  path: '/settings',
  icon: 'settings',
  name: $localize`:@@page.settings:Settings`,
};
/** Reached by links: most households need it once. */
const SETUP: Page = {
  path: '/setup',
  icon: 'settings',
  name: $localize`:@@page.setup:Setup`,
};
const ACCOUNT: Page = {
  path: '/account',
  icon: 'person',
  name: $localize`:@@page.account:Account`,
};
/** On the server, in place of every page, until somebody signs in. */
export const SIGN_IN: Page = {
  path: '/sign-in',
  icon: 'person',
  name: $localize`:@@page.signIn:Sign in`,
};

type Pages = readonly [Page, ...Page[]];

const NAVIGATION: Readonly<Record<Where, Pages>> = {
  hub: [NOW, FORECAST, HOUSEHOLD, COMMUNITY, SETTINGS],
  server: [FORECAST, HOUSEHOLD, COMMUNITY, ACCOUNT],
};

/** The pages in the order of the navigation. The first is at home, the others are fetched when asked for. */
export function pagesOf(where: Where): Pages {
  return NAVIGATION[where];
}

/** The page at a path; the first one for a path that does not exist here. */
export function pageAt(path: string, where: Where): Page {
  const pages = NAVIGATION[where];
  const known = where === 'hub' ? [...pages, SETUP] : pages;
  return known.find((page) => page.path === path) ?? pages[0];
}
