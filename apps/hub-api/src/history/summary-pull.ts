import type { CommunityServer } from '@hub/adapters/community';
import type { Database } from '@hub/adapters/hub-database';
import type { SummaryView } from '@hub/contracts';
import { type CalendarDay, calendarDay, type Instant, shiftDay } from '@hub/domain/time';

export const SUMMARY_LISTS = ['household/daily', 'household/monthly', 'club/daily', 'club/monthly'] as const;
export type SummaryListName = (typeof SUMMARY_LISTS)[number];

/** Days of one answer: small enough to be read in one breath. */
const WINDOW_DAYS = 180;
/** How long readings are corrected after their day. */
const CORRECTED_DAYS = 35;

/** Which days to ask for, both ends included, oldest first. */
export function windows(
  from: CalendarDay,
  to: CalendarDay,
): { readonly from: CalendarDay; readonly to: CalendarDay }[] {
  const parts: { from: CalendarDay; to: CalendarDay }[] = [];
  for (let first = from; first <= to; first = shiftDay(first, WINDOW_DAYS)) {
    const last = shiftDay(first, WINDOW_DAYS - 1);
    parts.push({ from: first, to: last < to ? last : to });
  }
  return parts;
}

export interface SummaryPorts {
  readonly server: Pick<CommunityServer, 'daily' | 'monthly'>;
  readonly database: Pick<Database, 'keepSummaries' | 'newestSummaries'>;
  readonly zone: string;
  readonly now: Instant;
}

/**
 * Fetches days and all months. `since`: the first half-hour of the household; with `newOnly` the days that are new or may have been
 * corrected.
 */
export async function pullSummaries(ports: SummaryPorts, since: Instant, newOnly: boolean): Promise<void> {
  const { server, database, zone, now } = ports;
  const keep = (list: SummaryListName, summaries: readonly SummaryView[]) =>
    database.keepSummaries(
      list,
      summaries.map((view) => ({ period: view.period, view: JSON.stringify(view) })),
    );
  const today = calendarDay(now, zone);
  for (const whose of ['household', 'club'] as const) {
    const [newest] = await database.newestSummaries(`${whose}/daily`, 1);
    const from = newOnly && newest ? shiftDay(newest.period, -CORRECTED_DAYS) : calendarDay(since, zone);
    for (const days of windows(from, today)) await keep(`${whose}/daily`, (await server.daily(whose, days)).summaries);
    await keep(`${whose}/monthly`, (await server.monthly(whose)).summaries);
  }
}
