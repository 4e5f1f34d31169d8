import { type Routes } from '@angular/router';
import { NowPage } from './now/now-page';

export const routes: Routes = [
  { path: '', pathMatch: 'full', title: $localize`:@@page.now:Now`, component: NowPage },
  {
    path: 'settings',
    title: $localize`:@@page.settings:Settings`,
    loadComponent: () => import('./settings/settings-page').then((page) => page.SettingsPage),
  },
  { path: '**', redirectTo: '' },
];
