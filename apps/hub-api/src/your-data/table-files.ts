import type { ArchivePart } from '@hub/adapters/archive';

export type Cell = string | number | boolean | null | object;

/** Rows of one kind; each has the same columns. */
export interface Table {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** A table as JSON for programs and as CSV for a spreadsheet. */
export function tableParts({ name, rows }: Table): ArchivePart[] {
  return [
    { name: `tables/${name}.json`, open: () => [Buffer.from(`${JSON.stringify(rows, null, 2)}\n`)] },
    { name: `tables/${name}.csv`, open: () => [Buffer.from(csvOfTable(rows))] },
  ];
}

/** An empty table is an empty file. What lies deeper in a cell is JSON. */
export function csvOfTable(rows: Table['rows']): string {
  const [first] = rows;
  if (first === undefined) return '';
  const columns = Object.keys(first);
  const lines = rows.map((row) => columns.map((column) => cellText(row[column] ?? null)).join(','));
  return [columns.map(cellText).join(','), ...lines, ''].join('\r\n');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return quoted(typeof cell === 'string' ? harmless(cell) : JSON.stringify(cell));
}

/** Names come from devices too: a spreadsheet must not take one for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
