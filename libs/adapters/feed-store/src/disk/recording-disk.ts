import type { Disk, DiskFile, FileStat, OpenMode } from './disk';
import { MemoryDisk } from './memory-disk';

/** One change of the folder, as it reached the disk. */
export type DiskChange =
  | { readonly kind: 'write'; readonly name: string; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'replace'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'remove'; readonly name: string };

/** A disk in memory that remembers every change, so that a power cut can be played after each byte of them. */
export class RecordingDisk implements Disk {
  readonly changes: DiskChange[] = [];
  private readonly disk = new MemoryDisk();

  list(): string[] {
    return this.disk.list();
  }

  stat(name: string): FileStat | undefined {
    return this.disk.stat(name);
  }

  open(name: string, mode: OpenMode): DiskFile {
    if (this.disk.stat(name) === undefined && mode !== 'existing') this.write(name, 0, new Uint8Array());
    const file = this.disk.open(name, mode);
    const writeSync = (bytes: Uint8Array, at: number): void => {
      this.write(name, at, bytes);
      file.writeSync(bytes, at);
    };
    return {
      ...file,
      writeSync,
      write(bytes, at) {
        writeSync(bytes, at);
        return Promise.resolve();
      },
    };
  }

  replaceSync(name: string, bytes: Uint8Array): void {
    this.changes.push({ kind: 'replace', name, bytes: bytes.slice() });
    this.disk.replaceSync(name, bytes);
  }

  renameSync(from: string, to: string): void {
    this.changes.push({ kind: 'rename', name: from, to });
    this.disk.renameSync(from, to);
  }

  removeSync(name: string): void {
    this.changes.push({ kind: 'remove', name });
    this.disk.removeSync(name);
  }

  private write(name: string, at: number, bytes: Uint8Array): void {
    this.changes.push({ kind: 'write', name, at, bytes: bytes.slice() });
  }
}

/** Makes a change to a disk; with `length`, only the first bytes of a write arrive. */
export function applyChange(disk: MemoryDisk, change: DiskChange, length?: number): void {
  switch (change.kind) {
    case 'write':
      disk.open(change.name, 'create').writeSync(change.bytes.subarray(0, length), change.at);
      return;
    case 'replace':
      disk.replaceSync(change.name, change.bytes);
      return;
    case 'rename':
      disk.renameSync(change.name, change.to);
      return;
    case 'remove':
      disk.removeSync(change.name);
  }
}
