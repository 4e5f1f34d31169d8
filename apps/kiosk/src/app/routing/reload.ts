import { InjectionToken } from '@angular/core';

/** Loads the page again. */
export const RELOAD = new InjectionToken<() => void>('RELOAD', { factory: () => () => location.reload() });

/** Leaves for an address outside this build of the page, such as its other language. */
export const GO_TO = new InjectionToken<(address: string) => void>('GO_TO', {
  factory: () => (address) => location.assign(address),
});
