import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { LabNetwork } from './lab-network';
import { HubShell } from './shell';

interface Lab {
  /** Scratch folder of this run. */
  readonly dir: string;
  readonly network: LabNetwork;
  /** A shell on the hub, from the phone's address. */
  readonly hub: HubShell;
}

/** The lab network that `setup.ts` built, with its hub running. */
export const test = base.extend<object, { lab: Lab }>({
  lab: [
    async ({}, use) => {
      const dir = process.env['HUB_LAB'] ?? '';
      const network = LabNetwork.open(dir);
      await use({ dir, network, hub: new HubShell(network, join(dir, 'key')) });
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';
