import type { Disk, DiskFile, FileStat, OpenMode } from './disk';

interface Content {
  bytes: Uint8Array;
  length: number;
  version: number;
}

/** A folder in memory: for tests, and for feeds that need not be kept. */
export class MemoryDisk implements Disk {
  private readonly files = new Map<string, Content>();
  private version = 0;

  list(): string[] {
    return [...this.files.keys()];
  }

  stat(name: string): FileStat | undefined {
    const file = this.files.get(name);
    return file && { size: file.length, stamp: `${file.length}-${file.version}` };
  }

  open(name: string, mode: OpenMode): DiskFile {
    if (!this.files.has(name)) {
      if (mode === 'existing') throw Object.assign(new Error(`ENOENT: ${name}`), { code: 'ENOENT' });
      this.files.set(name, this.content(new Uint8Array()));
    }
    return this.handle(name);
  }

  replaceSync(name: string, bytes: Uint8Array): void {
    this.files.set(name, this.content(bytes.slice()));
  }

  renameSync(from: string, to: string): void {
    const file = this.files.get(from);
    if (file === undefined) return;
    this.files.delete(from);
    this.files.set(to, file);
  }

  removeSync(name: string): void {
    this.files.delete(name);
  }

  /** A copy that shares nothing with this one. */
  copy(): MemoryDisk {
    const other = new MemoryDisk();
    for (const [name, file] of this.files) other.replaceSync(name, file.bytes.subarray(0, file.length));
    return other;
  }

  private content(bytes: Uint8Array): Content {
    return { bytes, length: bytes.length, version: ++this.version };
  }

  private handle(name: string): DiskFile {
    const file = this.files.get(name) ?? this.content(new Uint8Array());
    const writeSync = (bytes: Uint8Array, at: number): void => {
      writeInto(file, bytes, at);
      file.version = ++this.version;
    };
    return {
      size: () => file.length,
      readSync(into, at, length = into.length) {
        const found = file.bytes.subarray(at, Math.min(at + length, file.length));
        into.set(found);
        return found.length;
      },
      writeSync,
      write(bytes, at) {
        writeSync(bytes, at);
        return Promise.resolve();
      },
      syncSync: () => undefined,
      sync: () => Promise.resolve(),
      close: () => undefined,
    };
  }
}

function writeInto(file: Content, bytes: Uint8Array, at: number): void {
  const end = at + bytes.length;
  if (end > file.bytes.length) {
    const larger = new Uint8Array(Math.max(end, file.bytes.length * 2));
    larger.set(file.bytes.subarray(0, file.length));
    file.bytes = larger;
  }
  file.bytes.set(bytes, at);
  file.length = Math.max(file.length, end);
}
