import type { Disk, DiskFile, FileStat, OpenMode } from './disk';

/** What a disk may refuse. */
export type DiskCall = 'open' | 'read' | 'write' | 'sync' | 'replace' | 'rename' | 'remove';

/** A disk in front of another that fails where it is told to. */
export class FaultyDisk implements Disk {
  /** Node's error code a call fails with, or undefined to let it pass. */
  failure: (call: DiskCall, name: string) => string | undefined = () => undefined;

  constructor(private readonly disk: Disk) {}

  list(): string[] {
    return this.disk.list();
  }

  stat(name: string): FileStat | undefined {
    return this.disk.stat(name);
  }

  open(name: string, mode: OpenMode): DiskFile {
    this.check('open', name);
    const file = this.disk.open(name, mode);
    return {
      size: () => file.size(),
      readSync: (into, at, length) => this.checked('read', name, () => file.readSync(into, at, length)),
      writeSync: (bytes, at) => this.checked('write', name, () => file.writeSync(bytes, at)),
      write: async (bytes, at) => this.checked('write', name, () => file.write(bytes, at)),
      syncSync: () => this.checked('sync', name, () => file.syncSync()),
      sync: async () => this.checked('sync', name, () => file.sync()),
      close: () => file.close(),
    };
  }

  replaceSync(name: string, bytes: Uint8Array): void {
    this.checked('replace', name, () => this.disk.replaceSync(name, bytes));
  }

  renameSync(from: string, to: string): void {
    this.checked('rename', from, () => this.disk.renameSync(from, to));
  }

  removeSync(name: string): void {
    this.checked('remove', name, () => this.disk.removeSync(name));
  }

  private checked<T>(call: DiskCall, name: string, run: () => T): T {
    this.check(call, name);
    return run();
  }

  private check(call: DiskCall, name: string): void {
    const code = this.failure(call, name);
    if (code !== undefined) throw Object.assign(new Error(`${code}: ${call} ${name}`), { code });
  }
}
