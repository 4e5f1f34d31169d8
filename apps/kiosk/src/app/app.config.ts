import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { providePages } from './routes';

export const appConfig: ApplicationConfig = {
  providers: [provideBrowserGlobalErrorListeners(), providePages()],
};
