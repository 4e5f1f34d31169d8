import { seededShuffle } from './by-chance';
import type { RolloutPlan, Wave } from './rollout';

/** What a hub's wave depends on. */
export interface Placed {
  readonly hubId: string;
  readonly group: string | null;
}

/**
 * Which wave each hub belongs to. A hub belongs to the first wave that names it; one that no wave names follows with the last. Shares are
 * chosen by chance, differently for each rollout, so that not the same homes are always the first. Hubs that were placed before (`placed`) keep their
 * place: a fleet that grows while a wave is open does not change who is in it.
 */
export function placeInWaves(
  hubs: readonly Placed[],
  { waves }: RolloutPlan,
  seed: string,
  placed: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const last = waves.length - 1;
  const places = new Map(hubs.map(({ hubId }) => [hubId, placed.get(hubId) ?? last]));
  if (placed.size > 0) return places;
  const groups = new Map(hubs.map(({ hubId, group }) => [hubId, group]));
  let free = seededShuffle([...places.keys()], seed);
  for (const [index, wave] of waves.slice(0, last).entries()) {
    const chosen = new Set(choose(wave, free, groups, hubs.length));
    for (const hubId of chosen) places.set(hubId, index);
    free = free.filter((hubId) => !chosen.has(hubId));
  }
  return places;
}

function choose(
  wave: Wave,
  free: readonly string[],
  groups: ReadonlyMap<string, string | null>,
  fleet: number,
): string[] {
  if ('hubs' in wave) return free.slice(0, wave.hubs);
  if ('percent' in wave)
    return free.slice(0, Math.max(0, Math.ceil((fleet * wave.percent) / 100) - (fleet - free.length)));
  return free.filter((hubId) => groups.get(hubId) === wave.group);
}
