import type { Disk, DiskFile } from '../disk/disk';
import { PAGE_BYTES, readPage, sealPage, type JournalRecord, type Page } from './page';

export const JOURNAL_FILE = 'journal';

/**
 * The ring of pages shared by all feeds. Its file is written full once and never changes its size, so that a flush
 * writes its pages and no metadata of the file system. Pages are numbered for ever; the number says where in the ring.
 */
export class Journal {
  private nextSequence = 1;
  private oldestLive = 1;

  private file: DiskFile | undefined;
  private refusal: unknown;

  private constructor(
    private readonly disk: Disk,
    private readonly pages: number,
  ) {}

  /**
   * Opens or makes the ring and reads what a crash left in it, oldest first. Where the disk refuses to be written, what
   * is there is still read, and each write tries again.
   */
  static open(disk: Disk, pages: number): { journal: Journal; records: JournalRecord[] } {
    const size = disk.stat(JOURNAL_FILE)?.size ?? 0;
    const journal = new Journal(disk, size === 0 ? pages : Math.floor(size / PAGE_BYTES));
    const records = size === 0 ? [] : journal.recover();
    try {
      journal.writable();
    } catch (error) {
      journal.refusal = error;
    }
    return { journal, records };
  }

  /** Why the newest write failed, or the journal could not be opened for writing; undefined: it did not. */
  get refused(): unknown {
    return this.refusal;
  }

  private writable(): DiskFile {
    if (this.file !== undefined) return this.file;
    const isNew = (this.disk.stat(JOURNAL_FILE)?.size ?? 0) === 0;
    if (isNew) this.disk.replaceSync(JOURNAL_FILE, new Uint8Array(this.pages * PAGE_BYTES));
    return (this.file = this.disk.open(JOURNAL_FILE, 'durable'));
  }

  /** Pages that hold changes not yet in the feed files. */
  get used(): number {
    return this.nextSequence - this.oldestLive;
  }

  get free(): number {
    return this.pages - this.used;
  }

  get capacity(): number {
    return this.pages;
  }

  /** Everything logged before page `upTo` is in the feed files: said on the disk by the next page written. */
  release(upTo: number): void {
    this.oldestLive = Math.max(this.oldestLive, upTo);
  }

  /** Number of the next page. */
  get next(): number {
    return this.nextSequence;
  }

  writeSync(pages: readonly Uint8Array[]): void {
    const before = this.nextSequence;
    const writes = this.place(pages);
    const after = this.nextSequence;
    try {
      const file = this.writable();
      for (const { bytes, at } of writes) file.writeSync(bytes, at);
      this.refusal = undefined;
    } catch (error) {
      this.refusal = error;
      this.giveBack(before, after);
      throw error;
    }
  }

  /** Resolves when the pages survive a power cut. */
  async write(pages: readonly Uint8Array[]): Promise<void> {
    const before = this.nextSequence;
    const writes = this.place(pages);
    const after = this.nextSequence;
    try {
      const file = this.writable();
      for (const { bytes, at } of writes) await file.write(bytes, at);
      this.refusal = undefined;
    } catch (error) {
      this.refusal = error;
      this.giveBack(before, after);
      throw error;
    }
  }

  close(): void {
    this.file?.close();
    this.file = undefined;
  }

  /** Pages that were not written leave no hole, unless others followed meanwhile. */
  private giveBack(before: number, after: number): void {
    if (this.nextSequence === after) this.nextSequence = before;
  }

  /** Numbers the pages and joins neighbours to one write each. */
  private place(pages: readonly Uint8Array[]): { bytes: Uint8Array; at: number }[] {
    if (pages.length > this.free) throw new RangeError(`journal: ${pages.length} pages do not fit in ${this.free}`);
    const writes: { bytes: Uint8Array; at: number }[] = [];
    for (let done = 0; done < pages.length;) {
      const slot = this.nextSequence % this.pages;
      const run = pages.slice(done, done + Math.min(pages.length - done, this.pages - slot));
      for (const page of run) sealPage(page, this.nextSequence++, this.oldestLive);
      const [only] = run;
      writes.push({ bytes: run.length === 1 && only !== undefined ? only : joined(run), at: slot * PAGE_BYTES });
      done += run.length;
    }
    return writes;
  }

  private recover(): JournalRecord[] {
    const bytes = new Uint8Array(this.pages * PAGE_BYTES);
    const file = this.disk.open(JOURNAL_FILE, 'existing');
    file.readSync(bytes, 0);
    file.close();
    const found: Page[] = [];
    for (let at = 0; at < bytes.length; at += PAGE_BYTES) {
      const page = readPage(bytes.subarray(at, at + PAGE_BYTES));
      if (page !== undefined && page.sequence % this.pages === at / PAGE_BYTES) found.push(page);
    }
    found.sort((a, b) => a.sequence - b.sequence);
    const newest = found.at(-1);
    if (newest === undefined) return [];
    this.nextSequence = newest.sequence + 1;
    this.oldestLive = newest.oldestLive;
    return found.filter((page) => page.sequence >= newest.oldestLive).flatMap((page) => page.records);
  }
}

function joined(pages: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pages.length * PAGE_BYTES);
  pages.forEach((page, index) => bytes.set(page, index * PAGE_BYTES));
  return bytes;
}
