import { HomePage } from './home/home-page';
import { type DeploymentKind } from './routing/deployment';
import { type Page } from './routing/page';

const EVERYWHERE: readonly DeploymentKind[] = ['hub', 'server'];

/** The pages in the order of the navigation, and what fills the screen alone. Pages that only links lead to: `linked-pages.ts`. */
export const PAGES: readonly Page[] = [
  {
    path: '',
    name: $localize`:@@page.home:Home`,
    icon: 'home',
    deployments: ['hub'],
    load: () => HomePage,
  },
  {
    path: 'forecast',
    name: $localize`:@@page.forecast:Forecast`,
    icon: 'forecast',
    deployments: EVERYWHERE,
    load: () => import('./forecast/forecast-page').then((module) => module.ForecastPage),
  },
  {
    path: 'devices',
    name: $localize`:@@page.devices:Devices`,
    icon: 'plug',
    deployments: ['hub'],
    load: () => import('./devices/devices-page').then((module) => module.DevicesPage),
  },
  {
    path: 'household',
    name: $localize`:@@page.household:Household`,
    icon: 'household',
    deployments: EVERYWHERE,
    load: () => import('./household/household-page').then((module) => module.HouseholdPage),
  },
  {
    path: 'community',
    name: $localize`:@@page.community:Community`,
    icon: 'community',
    deployments: EVERYWHERE,
    load: () => import('./community/community-page').then((module) => module.CommunityPage),
  },
  {
    path: 'settings',
    name: $localize`:@@page.settings:Settings`,
    icon: 'settings',
    deployments: ['hub'],
    load: () => import('./settings/settings-page').then((module) => module.SettingsPage),
  },
  {
    path: 'account',
    name: $localize`:@@page.account:Account`,
    icon: 'person',
    deployments: ['server'],
    load: () => import('./account/account-page').then((module) => module.AccountPage),
  },
  {
    path: 'wall',
    name: $localize`:@@page.wall:Wall display`,
    icon: 'home',
    deployments: ['hub'],
    linkedOnly: true,
    alone: true,
    load: () => import('./wall/wall-page').then((module) => module.WallPage),
  },
];
