const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * A number in [0, 1) by chance, but always the same for the same text (FNV-1a, then mixed so that texts that differ in their last
 * letter lie far apart).
 */
export function hashFraction(text: string): number {
  let hash = OFFSET_BASIS;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The ids in an order by chance; the same for the same `seed`, in whatever order they come in. */
export function seededShuffle(ids: readonly string[], seed: string): string[] {
  return ids
    .map((id) => ({ id, at: hashFraction(`${seed}/${id}`) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
