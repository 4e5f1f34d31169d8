import { Between, type DataSource } from 'typeorm';
import { type SummaryRow, SummarySchema } from './schema/summary';

export type KeptSummary = Readonly<Omit<SummaryRow, 'list'>>;

/** Summaries of days and months that the hub pulled. */
export interface SummaryTables {
  /** Writes those that are new or different, and returns how many: what stayed the same costs the card nothing. */
  keepSummaries(list: string, summaries: readonly KeptSummary[]): Promise<number>;
  /** From the first to the last period, both included, oldest first. */
  summaries(list: string, from: string, to: string): Promise<readonly KeptSummary[]>;
  /** The newest, oldest first. */
  newestSummaries(list: string, count: number): Promise<readonly KeptSummary[]>;
  dropSummaries(list: string): Promise<void>;
}

export function summaryTables(open: () => DataSource): SummaryTables {
  const range = (list: string, from: string, to: string) =>
    open().manager.find(SummarySchema, { where: { list, period: Between(from, to) }, order: { period: 'ASC' } });
  return {
    keepSummaries: async (list, summaries) => {
      const periods = summaries.map(({ period }) => period).sort((a, b) => (a < b ? -1 : 1));
      const [first, last] = [periods[0], periods.at(-1)];
      if (first === undefined || last === undefined) return 0;
      const kept = new Map((await range(list, first, last)).map(({ period, view }) => [period, view]));
      const changed = summaries.filter(({ period, view }) => kept.get(period) !== view);
      if (changed.length > 0)
        await open().manager.upsert(
          SummarySchema,
          changed.map(({ period, view }) => ({ list, period, view })),
          ['list', 'period'],
        );
      return changed.length;
    },
    summaries: range,
    newestSummaries: async (list, count) => {
      const newest = await open().manager.find(SummarySchema, {
        where: { list },
        order: { period: 'DESC' },
        take: count,
      });
      return newest.reverse();
    },
    dropSummaries: async (list) => {
      await open().manager.delete(SummarySchema, { list });
    },
  };
}
