import { type Type } from '@angular/core';
import { type IconName } from '@hub/ui';
import { NowPage } from '../now/now-page';

/** One page: where it is, how the navigation shows it, and its component, which may still have to be fetched. */
export interface Page {
  readonly path: string;
  readonly icon: IconName;
  readonly name: string;
  readonly load: () => Type<unknown> | Promise<Type<unknown>>;
}

const NOW: Page = { path: '/', icon: 'now', name: $localize`:@@page.now:Now`, load: () => NowPage };

/** The pages that exist, in the order of the navigation. The first is shown at once, the others are fetched when asked for. */
export const PAGES: readonly [Page, ...Page[]] = [
  NOW,
  {
    path: '/settings',
    icon: 'settings',
    name: $localize`:@@page.settings:Settings`,
    load: () => import('../settings/settings-page').then((module) => module.SettingsPage),
  },
];

/** The page at a path; the first one for a path that does not exist. */
export function pageAt(path: string): Page {
  return PAGES.find((page) => page.path === path) ?? PAGES[0];
}
