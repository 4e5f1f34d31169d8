import { InjectionToken, type Type } from '@angular/core';
import { NowPage } from '../now/now-page';
import { type Page } from './pages';

type Loader = () => Type<unknown> | Promise<Type<unknown>>;

/** The component of each page. The first is here at once; the others are fetched when they are asked for. */
const LOADERS: Readonly<Record<string, Loader>> = {
  '/': () => NowPage,
  '/forecast': () => import('../forecast/forecast-page').then((module) => module.ForecastPage),
  '/household': () => import('../household/household-page').then((module) => module.HouseholdPage),
  '/community': () => import('../community/community-page').then((module) => module.CommunityPage),
  '/settings': () => import('../settings/settings-page').then((module) => module.SettingsPage),
  '/setup': () => import('../setup/setup-page').then((module) => module.SetupPage),
  '/account': () => import('../account/account-page').then((module) => module.AccountPage),
  '/sign-in': () => import('../sign-in/sign-in-page').then((module) => module.SignInPage),
};

/** Brings the component of a page. Apart from the list of pages: pages have links, and links know the list. */
export const LOAD_PAGE = new InjectionToken<(page: Page) => Type<unknown> | Promise<Type<unknown>>>('LOAD_PAGE', {
  factory: () => (page) => {
    const load = LOADERS[page.path];
    if (load === undefined) throw new Error(`No component for ${page.path}`);
    return load();
  },
});
