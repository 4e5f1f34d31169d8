import { type EpowerCell, type EpowerFault, parseEpowerTable } from './answer';
import { parseEpowerLabel } from './report';

/** What a household's connection can take in a half-hour: three phases of 100 A, 72 kW. */
export const HOUSEHOLD_MOST_WH = 36_000;
/** A long day of the clock change has this many half-hours. */
const MOST_HALF_HOURS = 50;
/** A number as E-power writes one, no `1e3`, no `0x10`. */
const NUMBER = /^\s{0,8}(\d{1,9}(\.\d{0,20})?|\.\d{1,20})\s{0,8}$/;

/** One calendar day of the club: whole watt-hours a half-hour from local midnight, null where there is no reading. */
export interface EpowerDay {
  readonly day: string;
  readonly wh: readonly (number | null)[];
}

export type RowFault = 'label' | 'length' | 'value';

export type EpowerHistory =
  | {
      readonly ok: true;
      /** In order of the calendar; of a day that came twice, the row with more readings, of equals the last one. */
      readonly days: readonly EpowerDay[];
      /** Rows (`label`, `length`) and single values (`value`) that were left out. */
      readonly rejected: Readonly<Record<RowFault, number>>;
    }
  | { readonly ok: false; readonly fault: EpowerFault };

/**
 * Read a history report (27, 28, 29): a label and the kWh of the day's half-hours a row, days in any order.
 *
 * A row has 48 values, or as many as the day really has (46 or 50 when the clocks change; unused places are null). Values are
 * numbers or decimal numbers as text; empty and null ones are missing, negative ones, ones above `mostWh` and what is no number are
 * missing and counted, so one bad cell costs one half-hour only.
 */
export function parseEpowerHistory(body: string, mostWh = HOUSEHOLD_MOST_WH): EpowerHistory {
  const table = parseEpowerTable(body);
  if (!table.ok) return table;
  const rejected: Record<RowFault, number> = { label: table.rejected, length: 0, value: 0 };
  const days = new Map<string, EpowerDay>();
  for (const [label, ...cells] of table.rows) {
    const day = typeof label === 'string' ? parseEpowerLabel(label) : undefined;
    if (day === undefined) rejected.label += 1;
    else if (cells.length > MOST_HALF_HOURS) rejected.length += 1;
    else {
      const row = { day, wh: cells.map((cell) => parseWh(cell, mostWh, rejected)) };
      if (readings(row) >= readings(days.get(day))) days.set(day, row);
    }
  }
  return { ok: true, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), rejected };
}

const readings = (row: EpowerDay | undefined): number => row?.wh.filter((wh) => wh !== null).length ?? 0;

function parseWh(cell: EpowerCell, mostWh: number, rejected: Record<RowFault, number>): number | null {
  if (cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')) return null;
  const kWh = typeof cell === 'number' ? cell : typeof cell === 'string' && NUMBER.test(cell) ? Number(cell) : NaN;
  const wh = Math.round(kWh * 1000);
  if (kWh >= 0 && wh <= mostWh) return Math.abs(wh);
  rejected.value += 1;
  return null;
}
