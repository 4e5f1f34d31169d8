import { test as base } from '@playwright/test';
import { Home } from './home';
import { HubUnderTest } from './hub';

/**
 * `hub`: one for the whole worker. `freshHub`: one for this test alone, for tests that break things. `home`: a hub with a
 * community server, claimed and linked, for the whole worker; `freshHome`: one as it is delivered, for this test alone.
 */
export const test = base.extend<{ freshHub: HubUnderTest; freshHome: Home }, { hub: HubUnderTest; home: Home }>({
  hub: [
    async ({}, use) => {
      const hub = await HubUnderTest.start();
      await use(hub);
      await hub.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  freshHub: [
    async ({}, use) => {
      const hub = await HubUnderTest.start();
      await use(hub);
      await hub.stop();
    },
    { timeout: 90_000 },
  ],
  home: [
    async ({}, use) => {
      const home = await Home.start();
      await home.settle();
      await use(home);
      await home.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  freshHome: [
    async ({}, use) => {
      const home = await Home.start();
      await use(home);
      await home.stop();
    },
    { timeout: 300_000 },
  ],
});
export { expect } from '@playwright/test';
