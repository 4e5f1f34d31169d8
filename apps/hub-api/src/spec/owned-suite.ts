import { type SuiteHooks, useServices } from '@hub/testing';
import { type OwnedHub, startOwnedHub } from './owner';
import { SystemFolder } from './system-folder';

type Hooks = SuiteHooks & { readonly afterEach: (run: () => void) => void };

/** An owned hub for the specifications of a file, and the system it runs on, which says nothing at the start of each. */
export function useOwnedHub(hooks: Hooks): OwnedHub & { readonly system: SystemFolder } {
  const services = useServices(hooks);
  const system = new SystemFolder();
  let started: OwnedHub | undefined;
  const running = (): OwnedHub => {
    if (started === undefined) throw new Error('The hub starts before the first test.');
    return started;
  };
  hooks.beforeAll(async () => {
    started = await startOwnedHub(services(), system.settings);
  });
  hooks.afterAll(async () => {
    await started?.hub.stop();
    system.remove();
  });
  hooks.afterEach(() => system.silence());
  return {
    system,
    get hub() {
      return running().hub;
    },
    get owner() {
      return running().owner;
    },
  };
}
