import type { Instant } from '@hub/domain/time';

/** One line of the ledger: from when to when a schedule's run was on, and what it took. `end` null: it began and goes on. */
export interface LedgerEntry {
  readonly scheduleId: number;
  /** The repetition that the work belongs to. */
  readonly label: string;
  readonly start: Instant;
  readonly end: Instant | null;
  readonly wh: number;
  /** The device's total register at the start, where it has one. A release that does not know of it reads the rest. */
  readonly registerKWh?: number | undefined;
}

/** A line that is whole ends with its checksum: a torn one, or one changed on the card, is told from it. */
export function ledgerLine({ scheduleId, label, start, end, wh, registerKWh }: LedgerEntry): string {
  const text = [scheduleId, label, start, end ?? '-', wh, ...(registerKWh === undefined ? [] : [registerKWh])].join(
    ' ',
  );
  return `${text} ${checksum(text)}\n`;
}

/** The entries of a ledger file up to the first line that is torn or damaged, and how many bytes (of ASCII) those are. */
export function readLedger(text: string): { readonly entries: readonly LedgerEntry[]; readonly length: number } {
  const entries: LedgerEntry[] = [];
  let length = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', length)) {
    const entry = parsedLine(text.slice(length, end));
    if (entry === undefined) break;
    entries.push(entry);
    length = end + 1;
  }
  return { entries, length };
}

function parsedLine(line: string): LedgerEntry | undefined {
  const cut = line.lastIndexOf(' ');
  if (cut < 0 || line.slice(cut + 1) !== checksum(line.slice(0, cut))) return undefined;
  const [scheduleId = '', label = '', start = '', end = '', wh = '', registerKWh] = line.slice(0, cut).split(' ');
  return {
    scheduleId: Number(scheduleId),
    label,
    start: Number(start),
    end: end === '-' ? null : Number(end),
    wh: Number(wh),
    ...(registerKWh === undefined ? {} : { registerKWh: Number(registerKWh) }),
  };
}

/** What one repetition has had so far. `aliveUntil`: how long a run without an end is known to have gone on. */
export function deliveredOf(
  entries: readonly LedgerEntry[],
  scheduleId: number,
  label: string,
  aliveUntil: Instant,
): { readonly seconds: number; readonly wh: number; readonly interrupted: boolean } {
  const ends = new Map<Instant, LedgerEntry>();
  for (const entry of entries) {
    if (entry.scheduleId === scheduleId && entry.label === label) ends.set(entry.start, entry);
  }
  let [seconds, wh, interrupted] = [0, 0, false];
  for (const { start, end, wh: taken } of ends.values()) {
    seconds += Math.max(0, (end ?? aliveUntil) - start);
    wh += taken;
    if (end === null) interrupted = true;
  }
  return { seconds, wh, interrupted };
}

/** FNV-1a, eight hexadecimal digits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
