import { seeded } from '@hub/domain/random';

/** Of a suite that cuts at random moments: the same ones each time, or those of `HUB_CUTS_SEED`. */
export function seededCuts(): () => number {
  const seed = Number(process.env['HUB_CUTS_SEED'] ?? 1);
  console.log(`HUB_CUTS_SEED=${seed}`);
  return seeded(seed);
}
