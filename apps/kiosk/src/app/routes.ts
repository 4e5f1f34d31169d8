import { type EnvironmentProviders, inject, makeEnvironmentProviders } from '@angular/core';
import {
  type CanMatchFn,
  provideRouter,
  type Route,
  type Routes,
  TitleStrategy,
  type UrlSegment,
  withComponentInputBinding,
} from '@angular/router';
import { PAGES } from './pages';
import { Deployment } from './routing/deployment';
import { type Page } from './routing/page';
import { PageTitle } from './routing/page-title';

const signInFirst: CanMatchFn = () => inject(Deployment).signInFirst();

const isHere = ({ deployments }: Page): boolean => deployments.includes(inject(Deployment).kind());

const routeOf = (page: Page): Route => ({
  path: page.path,
  pathMatch: 'full',
  title: page.name,
  canMatch: [() => isHere(page)],
  loadComponent: page.load,
});

/** Every address. What does not exist here leads to the first page; before sign-in on the server each address asks for it. */
const ROUTES: Routes = [
  {
    path: '**',
    title: $localize`:@@page.signIn:Sign in`,
    canMatch: [signInFirst],
    loadComponent: () => import('./sign-in/sign-in-page').then((module) => module.SignInPage),
  },
  ...PAGES.map(routeOf),
  {
    path: '',
    // Without a segment there is nothing to look for: an empty address would stop here, at no page.
    canMatch: [(_route: Route, segments: readonly UrlSegment[]) => segments.length > 0],
    loadChildren: () => import('./linked-pages').then((module) => module.LINKED_PAGES.map(routeOf)),
  },
  { path: '**', redirectTo: () => PAGES.find(isHere)?.path ?? '' },
];

/** The router with every page; a page takes its parameters from the address as inputs. */
export function providePages(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideRouter(ROUTES, withComponentInputBinding()),
    { provide: TitleStrategy, useExisting: PageTitle },
  ]);
}
