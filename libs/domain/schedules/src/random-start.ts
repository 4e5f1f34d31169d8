/** Longest delay after a price edge, as for charge points in Great Britain (SI 2021/1467). */
export const MOST_DELAY_S = 600;

/**
 * Seconds by which a hub starts a device after a price edge on one day: always the same for hub, device and day, and spread evenly
 * over hubs (FNV-1a).
 */
export function startDelayS(hub: string, deviceId: number, day: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${hub} ${deviceId} ${day}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  // The low bits of this hash follow the last characters too closely.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % (MOST_DELAY_S + 1);
}
