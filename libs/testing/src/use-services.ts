import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Services, type ServicesOptions, startServices } from '@hub/adapters/services';

/** The runner's own hooks: `{ beforeAll, afterAll }` of Vitest, or of Playwright's `test`. */
export interface SuiteHooks {
  beforeAll(run: () => Promise<void>): void;
  afterAll(run: () => Promise<void>): void;
}

/**
 * Gives a suite its own MariaDB, Redis and mosquitto in a new folder, and takes both away afterwards.
 *
 * @returns the services; to be called inside tests and hooks only.
 */
export function useServices(hooks: SuiteHooks, options: Omit<ServicesOptions, 'dir'> = {}): () => Services {
  let dir: string | undefined;
  let services: Services | undefined;
  hooks.beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hub-services-'));
    services = await startServices({ ...options, dir });
  });
  hooks.afterAll(async () => {
    await services?.stop();
    if (dir !== undefined) await rm(dir, { recursive: true, force: true });
  });
  return () => {
    if (!services) throw new Error('The services are there only inside tests and hooks of the suite.');
    return services;
  };
}
