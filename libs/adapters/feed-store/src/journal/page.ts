import { crc32 } from 'node:zlib';

/** One page is one write: the unit that SD cards and ext4 handle without touching its neighbours. */
export const PAGE_BYTES = 4096;
/** magic u32, crc32 u32 of what follows, sequence f64, oldest live sequence f64, used bytes u32, reserved u32. */
export const PAGE_HEADER_BYTES = 32;
const MAGIC = 0x4a425548;

/** A change that must survive a power cut. Positions are absolute, so that applying it twice changes nothing. */
export type JournalRecord =
  | { readonly kind: 'points'; readonly feedId: number; readonly first: number; readonly values: Float32Array }
  | { readonly kind: 'start'; readonly feedId: number; readonly startTime: number }
  /** New files of the feed lie ready beside the old ones and take their place. */
  | { readonly kind: 'swap'; readonly feedId: number }
  /** The feed's file held this many points when it was last known to be good. */
  | { readonly kind: 'mark'; readonly feedId: number; readonly npoints: number };

const KINDS = ['points', 'start', 'swap', 'mark'] as const;
const POINTS_HEAD = 11;
const OTHER_BYTES = 9;

export interface Page {
  readonly sequence: number;
  /** Pages before this one are already in the feed files. */
  readonly oldestLive: number;
  readonly records: readonly JournalRecord[];
}

/** Packs records into pages, splitting runs of points where a page ends. */
export class PageWriter {
  private readonly pages: Uint8Array[] = [];
  private page: DataView | undefined;
  private at = 0;

  get bytesLeft(): number {
    return this.page === undefined ? 0 : PAGE_BYTES - this.at;
  }

  points(feedId: number, first: number, values: Float32Array): void {
    for (let done = 0; done < values.length;) {
      const page = this.room(POINTS_HEAD + 4);
      const count = Math.min(values.length - done, Math.floor((this.bytesLeft - POINTS_HEAD) / 4));
      page.setUint8(this.at, 0);
      page.setUint32(this.at + 1, feedId, true);
      page.setUint32(this.at + 5, first + done, true);
      page.setUint16(this.at + 9, count, true);
      const bytes = new Uint8Array(values.buffer, values.byteOffset + done * 4, count * 4);
      new Uint8Array(page.buffer).set(bytes, this.at + POINTS_HEAD);
      this.at += POINTS_HEAD + count * 4;
      done += count;
    }
  }

  other(kind: 'start' | 'swap' | 'mark', feedId: number, argument = 0): void {
    const page = this.room(OTHER_BYTES);
    page.setUint8(this.at, KINDS.indexOf(kind));
    page.setUint32(this.at + 1, feedId, true);
    page.setUint32(this.at + 5, argument, true);
    this.at += OTHER_BYTES;
  }

  /** The pages, still without their numbers. */
  take(): Uint8Array[] {
    this.end();
    return this.pages.splice(0);
  }

  private room(bytes: number): DataView {
    if (this.page !== undefined && this.bytesLeft >= bytes) return this.page;
    this.end();
    const page = new Uint8Array(PAGE_BYTES);
    this.pages.push(page);
    this.at = PAGE_HEADER_BYTES;
    this.page = new DataView(page.buffer);
    return this.page;
  }

  private end(): void {
    this.page?.setUint32(24, this.at, true);
    this.page = undefined;
  }
}

/** Numbers a page and closes it with its checksum. */
export function sealPage(page: Uint8Array, sequence: number, oldestLive: number): void {
  const view = new DataView(page.buffer, page.byteOffset, PAGE_BYTES);
  view.setUint32(0, MAGIC, true);
  view.setFloat64(8, sequence, true);
  view.setFloat64(16, oldestLive, true);
  view.setUint32(4, crc32(page.subarray(8)), true);
}

/** Undefined for a page never written, torn or damaged. */
export function readPage(page: Uint8Array): Page | undefined {
  const view = new DataView(page.buffer, page.byteOffset, PAGE_BYTES);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== crc32(page.subarray(8))) return undefined;
  const records: JournalRecord[] = [];
  const used = view.getUint32(24, true);
  for (let at = PAGE_HEADER_BYTES; at < used;) {
    const record = readRecord(view, page, at);
    records.push(record);
    at += record.kind === 'points' ? POINTS_HEAD + record.values.length * 4 : OTHER_BYTES;
  }
  return { sequence: view.getFloat64(8, true), oldestLive: view.getFloat64(16, true), records };
}

function readRecord(view: DataView, page: Uint8Array, at: number): JournalRecord {
  const kind = KINDS[view.getUint8(at)] ?? 'mark';
  const feedId = view.getUint32(at + 1, true);
  const argument = view.getUint32(at + 5, true);
  switch (kind) {
    case 'points': {
      const from = at + POINTS_HEAD;
      const values = new Float32Array(page.slice(from, from + view.getUint16(at + 9, true) * 4).buffer);
      return { kind, feedId, first: argument, values };
    }
    case 'start':
      return { kind, feedId, startTime: argument };
    case 'swap':
      return { kind, feedId };
    case 'mark':
      return { kind, feedId, npoints: argument };
  }
}
