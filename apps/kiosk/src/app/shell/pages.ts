import { type IconName } from '@hub/ui';

/** One page in the navigation. */
export interface Page {
  readonly path: string;
  readonly icon: IconName;
  readonly name: string;
}

/** The pages that exist, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  { path: '/', icon: 'now', name: $localize`:@@page.now:Now` },
  { path: '/settings', icon: 'settings', name: $localize`:@@page.settings:Settings` },
];
