import * as z from 'zod/mini';

/** Why an answer of E-power could not be read at all. The same request later may succeed. */
export type EpowerFault = 'EPOWER_EMPTY' | 'EPOWER_HTML' | 'EPOWER_NOT_JSON' | 'EPOWER_SHAPE';

/** A cell is text, a number or null; anything else is a fault of that cell alone. */
export type EpowerCell = unknown;

const Answer = z.object({ COLUMNS: z.optional(z.unknown()), DATA: z.array(z.unknown()) });

export type EpowerTable =
  | {
      readonly ok: true;
      /** Empty for a column whose name is no text; a history needs none of them. */
      readonly columns: readonly string[];
      readonly rows: readonly (readonly EpowerCell[])[];
      readonly rejected: number;
    }
  | { readonly ok: false; readonly fault: EpowerFault };

/** Read the body of an answer: `//` before the JSON (it keeps scripts of other sites from reading it), then COLUMNS and DATA. */
export function parseEpowerTable(body: string): EpowerTable {
  const text = body.replace(/^\s*(\/\/)?\s*/, '');
  if (text === '') return { ok: false, fault: 'EPOWER_EMPTY' };
  if (text.startsWith('<')) return { ok: false, fault: 'EPOWER_HTML' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'EPOWER_NOT_JSON' };
  }
  const answer = Answer.safeParse(value);
  if (!answer.success) return { ok: false, fault: 'EPOWER_SHAPE' };
  const rows = answer.data.DATA.filter((row): row is unknown[] => Array.isArray(row));
  const { COLUMNS: names, DATA: all } = answer.data;
  const columns = Array.isArray(names) ? names.map((name) => (typeof name === 'string' ? name : '')) : [];
  return { ok: true, columns, rows, rejected: all.length - rows.length };
}
