import { test as base } from '@playwright/test';
import { HubUnderTest } from './hub';

/** `hub`: one for the whole worker. `freshHub`: one for this test alone, for tests that break things. */
export const test = base.extend<{ freshHub: HubUnderTest }, { hub: HubUnderTest }>({
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
});
export { expect } from '@playwright/test';
