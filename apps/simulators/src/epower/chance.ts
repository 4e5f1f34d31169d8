/**
 * A number in [0, 1) that belongs to these keys: the same keys give the same number in every run and on every machine. A simulator
 * that must repeat itself asks for chance by name instead of drawing it in turn.
 */
export function chance(...keys: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13) ^ Math.floor(key / 2 ** 32), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}

/** A whole number from 0 to `limit` - 1 that belongs to these keys. */
export function pick(limit: number, ...keys: readonly number[]): number {
  return Math.floor(chance(...keys) * limit);
}
