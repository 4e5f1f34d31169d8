import { type EpowerCell, type EpowerFault, parseEpowerTable } from './answer';
import { parseEpowerLabel } from './report';

/** A member as E-power knows it: `token` opens its own reports. */
export interface EpowerMember {
  readonly mpan: string;
  readonly token: string;
  readonly name: string;
  /** First day of membership, `YYYY-MM-DD`. */
  readonly joined: string;
}

export type EpowerMembers =
  | { readonly ok: true; readonly members: readonly EpowerMember[]; readonly rejected: number }
  | { readonly ok: false; readonly fault: EpowerFault };

const MOST_NAME = 128;

const textOf = (cell: EpowerCell): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';

/**
 * Read the members' report (31). Columns are found by name (`MPAN`, `TOKEN`, `NAME`, `WELCOMEDATE`), in any order and case; a
 * member without a number, a token or a date is left out and counted.
 */
export function parseEpowerMembers(body: string): EpowerMembers {
  const table = parseEpowerTable(body);
  if (!table.ok) return table;
  const columns = table.columns.map((name) => name.toUpperCase());
  const place = {
    mpan: columns.indexOf('MPAN'),
    token: columns.indexOf('TOKEN'),
    joined: columns.indexOf('WELCOMEDATE'),
  };
  if (Object.values(place).includes(-1)) return { ok: false, fault: 'EPOWER_SHAPE' };
  const members: EpowerMember[] = [];
  for (const row of table.rows) {
    const [mpan = '', token = '', name = ''] = [place.mpan, place.token, columns.indexOf('NAME')].map((at) =>
      textOf(row[at]),
    );
    const joined = parseEpowerLabel(textOf(row[place.joined]));
    if (/^[\w-]{1,64}$/.test(mpan) && /^[\w.]{1,64}$/.test(token) && joined !== undefined)
      members.push({ mpan, token, name: name.slice(0, MOST_NAME), joined });
  }
  return { ok: true, members, rejected: table.rejected + table.rows.length - members.length };
}
