import { type DayRange, type Revised, type RevisionDays, REVISIONS } from '@hub/domain/community';
import type { CalendarDay } from '@hub/domain/time';
import { type DataSource, In } from 'typeorm';
import { FetchAgainSchema, RevisionSchema } from './schema/club';

/** A span that the team wants to be fetched again. */
export interface WantedAgain extends DayRange {
  readonly id: number;
}

/** What was asked for again, and what is to be. */
export interface RevisionStore {
  /** By the number of the series. */
  revised(): Promise<ReadonlyMap<number, Revised>>;
  setRevised(seriesId: number, revised: ReadonlyMap<RevisionDays, CalendarDay>): Promise<void>;
  fetchAgain(range: DayRange): Promise<void>;
  wantedAgain(): Promise<readonly WantedAgain[]>;
  fetchedAgain(ids: readonly number[]): Promise<void>;
}

export function revisionStore(source: () => DataSource): RevisionStore {
  return {
    revised: async () => {
      const bySeries = new Map<number, Map<RevisionDays, CalendarDay>>();
      for (const { seriesId, days, newestDay } of await source().manager.find(RevisionSchema)) {
        const known = REVISIONS.find((revision) => revision.days === days)?.days;
        if (known === undefined) continue;
        const own = bySeries.get(seriesId) ?? new Map<RevisionDays, CalendarDay>();
        bySeries.set(seriesId, own.set(known, newestDay));
      }
      return bySeries;
    },
    setRevised: async (seriesId, revised) => {
      const rows = [...revised].map(([days, newestDay]) => ({ seriesId, days, newestDay }));
      if (rows.length > 0) await source().manager.upsert(RevisionSchema, rows, ['seriesId', 'days']);
    },
    fetchAgain: async ({ from, to }) => {
      await source().manager.insert(FetchAgainSchema, { fromDay: from, toDay: to });
    },
    wantedAgain: async () => {
      const rows = await source().manager.find(FetchAgainSchema, { order: { id: 'ASC' } });
      return rows.map(({ id, fromDay, toDay }) => ({ id, from: fromDay, to: toDay }));
    },
    fetchedAgain: async (ids) => {
      if (ids.length > 0) await source().manager.delete(FetchAgainSchema, { id: In([...ids]) });
    },
  };
}
