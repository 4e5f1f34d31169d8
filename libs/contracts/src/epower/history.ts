import { type EpowerFault, parseEpowerTable } from './answer';
import { parseEpowerLabel } from './report';

/** More than this in one half-hour is no household and no village hydro: 20 MWh. A guard against broken numbers, not a limit of use. */
const ABSURD_WH = 20_000_000;
/** A long day of the clock change has this many half-hours. */
const MOST_HALF_HOURS = 50;

/** One calendar day of the club: whole watt-hours a half-hour from local midnight, null where there is no reading. */
export interface EpowerDay {
  readonly day: string;
  readonly wh: readonly (number | null)[];
}

export type RowFault = 'label' | 'length' | 'value';

export type EpowerHistory =
  | {
      readonly ok: true;
      /** In order of the calendar; of a day that came twice, the last one. */
      readonly days: readonly EpowerDay[];
      /** Rows (`label`, `length`) and single values (`value`) that were left out. */
      readonly rejected: Readonly<Record<RowFault, number>>;
    }
  | { readonly ok: false; readonly fault: EpowerFault };

/**
 * Read a history report (27, 28, 29): a label and the kWh of the day's half-hours a row, days in any order.
 *
 * A row has 48 values, or as many as the day really has (46 or 50 when the clocks change; unused places are null). Values are
 * numbers or numbers as text; empty, null, negative or absurd ones become missing, so one bad cell costs one half-hour only.
 */
export function parseEpowerHistory(body: string): EpowerHistory {
  const table = parseEpowerTable(body);
  if (!table.ok) return table;
  const rejected: Record<RowFault, number> = { label: 0, length: 0, value: 0 };
  const days = new Map<string, EpowerDay>();
  for (const [label, ...cells] of table.rows) {
    const day = typeof label === 'string' ? parseEpowerLabel(label) : undefined;
    if (day === undefined) rejected.label += 1;
    else if (cells.length > MOST_HALF_HOURS) rejected.length += 1;
    else days.set(day, { day, wh: cells.map((cell) => parseWh(cell, rejected)) });
  }
  return { ok: true, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), rejected };
}

function parseWh(cell: string | number | null, rejected: Record<RowFault, number>): number | null {
  if (cell === null || cell === '') return null;
  const wh = Math.round(Number(cell) * 1000);
  if (Number.isFinite(wh) && wh >= 0 && wh <= ABSURD_WH) return wh;
  rejected.value += 1;
  return null;
}
