import { setTimeout } from 'node:timers/promises';
import type { Clock } from './ports';

export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  monotonicS: () => performance.now() / 1000,
  sleep: async (seconds, signal) => {
    await setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
  },
};
