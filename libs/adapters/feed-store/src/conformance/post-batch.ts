import { type FeedMeta, type FeedStore, floatOf, intOf, type Point, slotTime } from '@hub/domain/series';

/**
 * A whole batch as the original takes it: ascending slots only, nothing before the first point, one gap mode. The hub's
 * own ways in sort instead, and put earlier points in their place.
 */
export function postBatch(
  store: FeedStore,
  id: number,
  rows: readonly (readonly [unknown, unknown])[],
  mode: unknown,
): boolean {
  const meta = store.meta(id);
  if (meta === undefined) return false;
  const points = rows.map(([time, value]): Point => ({ time: intOf(time), value: floatOf(value) }));
  const kept = ascendingSlots(points, meta.intervalS).filter(({ time }) => isAfterStart(meta, time));
  if (kept.length === 0) return points.length > 0 && ascendingSlots(points, meta.intervalS).length > 0;
  const result = store.append(id, kept, { gap: mode === 'join' || mode === true ? 'join' : 'missing' });
  return result.reasons['gap-too-long'] === undefined;
}

/** An empty feed takes any point first; the rows of one batch ascend from there. */
const isAfterStart = (meta: FeedMeta, time: number): boolean => meta.npoints === 0 || time >= meta.startTime;

/** The rows emoncms keeps of one batch: each later than all before it; a row of the same slot replaces the last one. */
function ascendingSlots(points: readonly Point[], intervalS: number): Point[] {
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
