import type { FeedStore } from '@hub/domain/series';
import { powerOf, type RecordedDay, registerOf, type ValueAt } from './recorded-day';
import { INTERVAL_S, YEAR_START } from './year';

export const FEEDS = 20;
const FLUSH_S = 60;
export const DAY_S = 86_400;

/** Twenty feeds of recorded homes: the power of each, and the registers of the first ones. */
export const householdOf = (days: readonly RecordedDay[]): readonly ValueAt[] => [
  ...days.map((day, home) => powerOf(day, INTERVAL_S, home)),
  ...days.slice(0, FEEDS - days.length).map((day, home) => registerOf(day, INTERVAL_S, home)),
];

/**
 * A day of feeds 1, 2, … at 10 s, played against a store as it happened: every point at its time, a flush every minute.
 * The clock is the day's own. `each` runs after every flush.
 */
export async function playDay(
  store: FeedStore,
  household: readonly ValueAt[],
  setClock: (time: number) => void,
  each: (second: number) => Promise<void> | void = () => undefined,
): Promise<number> {
  let points = 0;
  for (let second = 0; second < DAY_S; second += INTERVAL_S) {
    const time = YEAR_START + second;
    setClock(time);
    household.forEach((valueAt, at) => {
      const value = valueAt(second);
      if (!Number.isNaN(value)) points += store.append(at + 1, [{ time, value }]).stored;
    });
    if ((second + INTERVAL_S) % FLUSH_S !== 0) continue;
    await store.flush();
    await each(second);
  }
  return points;
}
