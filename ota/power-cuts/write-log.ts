import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** One step of a recorded disk: a write, or a flush, after which all writes before it are on the card. */
export type LogEntry =
  | { readonly kind: 'flush' }
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: number; readonly dataAt: number };

const FLUSH = 1n;
const DISCARD = 4n;

/**
 * QEMU's `blklogwrites` (the format of Linux' dm-log-writes): a super block, then for each step a header and its data,
 * all in sectors. Little endian throughout.
 */
export class WriteLog {
  private readonly file: number;
  readonly entries: readonly LogEntry[];

  constructor(path: string) {
    this.file = openSync(path, 'r');
    this.entries = [...this.readEntries()];
  }

  private *readEntries(): Generator<LogEntry> {
    const head = this.read(0, 512);
    if (head.readBigUInt64LE(0) !== 0x6a736677736872n) throw new Error('WRITE_LOG_MAGIC: this is no write log');
    const count = Number(head.readBigUInt64LE(16));
    const sector = head.readUInt32LE(24);
    let at = sector;
    for (let index = 0; index < count; index++) {
      const entry = this.read(at, 32);
      const flags = entry.readBigUInt64LE(16);
      const bytes = Number(entry.readBigUInt64LE(8)) * sector;
      at += sector;
      if ((flags & FLUSH) !== 0n) yield { kind: 'flush' };
      if ((flags & DISCARD) !== 0n || bytes === 0) continue;
      yield { kind: 'write', offset: Number(entry.readBigUInt64LE(0)) * sector, bytes, dataAt: at };
      at += bytes;
    }
  }

  data(entry: LogEntry & { kind: 'write' }): Buffer {
    return this.read(entry.dataAt, entry.bytes);
  }

  private read(at: number, bytes: number): Buffer {
    const buffer = Buffer.alloc(bytes);
    if (readSync(this.file, buffer, 0, bytes, at) !== bytes) throw new Error('WRITE_LOG_SHORT: the log ends too early');
    return buffer;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** A disk whose last writes can be taken back. */
export class UndoDisk {
  private readonly file: number;
  private undo: { offset: number; before: Buffer }[] = [];

  constructor(path: string) {
    this.file = openSync(path, 'r+');
  }

  read(offset: number, bytes: number): Buffer {
    const buffer = Buffer.alloc(bytes);
    readSync(this.file, buffer, 0, bytes, offset);
    return buffer;
  }

  write(offset: number, data: Uint8Array): void {
    writeSync(this.file, data, 0, data.length, offset);
  }

  writeForNow(offset: number, data: Uint8Array): void {
    this.undo.push({ offset, before: this.read(offset, data.length) });
    this.write(offset, data);
  }

  takeBack(): void {
    for (const { offset, before } of this.undo.reverse()) this.write(offset, before);
    this.undo = [];
  }

  close(): void {
    closeSync(this.file);
  }
}
