import { InjectionToken } from '@angular/core';

/** Leaves for an address outside this build of the page, such as its other language. */
export const GO_TO = new InjectionToken<(address: string) => void>('GO_TO', {
  factory: () => (address) => location.assign(address),
});
