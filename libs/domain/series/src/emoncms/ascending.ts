import { slotTime } from '../codec/meta-codec';
import type { Point } from '../point';

/** The rows emoncms keeps of one batch: each later than all before it; a row of the same slot replaces the last one. */
export function ascendingSlots(points: readonly Point[], intervalS: number): Point[] {
  const kept: Point[] = [];
  let newest = 0;
  for (const { time, value } of points) {
    const slot = slotTime(time, intervalS);
    if (!(slot >= newest) || slot <= 0) continue;
    if (slot === newest && kept.length > 0) kept.pop();
    kept.push({ time: slot, value });
    newest = slot;
  }
  return kept;
}
