import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { House } from './house';
import { HubShell } from './shell';

interface Lab {
  /** Scratch folder of this run. */
  readonly dir: string;
  readonly house: House;
  /** A shell on the hub, from the phone's address. */
  readonly hub: HubShell;
}

/** The house that `setup.ts` built, with its hub running. */
export const test = base.extend<object, { lab: Lab }>({
  lab: [
    async ({}, use) => {
      const dir = process.env['HUB_LAB'] ?? '';
      const house = House.visit(dir);
      await use({ dir, house, hub: new HubShell(house, join(dir, 'key')) });
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';
