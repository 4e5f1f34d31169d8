import type { FeedStore } from '@hub/domain/series';
import { INTERVAL_S, power, YEAR_START } from './year';

export const FEEDS = 20;
const FLUSH_S = 60;
export const DAY_S = 86_400;

/**
 * A day of 20 feeds at 10 s, played against a store as it happened: every point at its time, a flush every minute. The
 * clock is the day's own. `each` runs after every flush.
 */
export async function playDay(
  store: FeedStore,
  setClock: (time: number) => void,
  each: (second: number) => Promise<void> | void = () => undefined,
): Promise<number> {
  let points = 0;
  for (let second = 0; second < DAY_S; second += INTERVAL_S) {
    const time = YEAR_START + second;
    setClock(time);
    for (let id = 1; id <= FEEDS; id++) {
      points += store.append(id, [{ time, value: power(second / INTERVAL_S, id) }]).stored;
    }
    if ((second + INTERVAL_S) % FLUSH_S !== 0) continue;
    await store.flush();
    await each(second);
  }
  return points;
}
