import { table } from '@hub/adapters/mariadb';

/** A day or month as the CydYnni server summed it up. */
export interface SummaryRow {
  /** Which list it is in: `household/daily`, `club/monthly`, … */
  list: string;
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  period: string;
  /** JSON. */
  view: string;
}

export const SummarySchema = table<SummaryRow>({
  name: 'summary',
  columns: {
    list: { type: 'varchar', length: 20, primary: true },
    period: { type: 'varchar', length: 10, primary: true },
    view: { type: 'text' },
  },
});
