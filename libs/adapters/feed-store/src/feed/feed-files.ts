import { fileNames } from '@hub/domain/series';
import type { Disk, DiskFile } from '../disk/disk';

/** Open `.dat` files, at most `limit`; the one used longest ago is closed first. */
export class FeedFiles {
  private readonly open = new Map<number, DiskFile>();
  private newest: { id: number; file: DiskFile } | undefined;

  constructor(
    private readonly disk: Disk,
    private readonly limit: number,
  ) {}

  /** The feed's file; made when `create` is set, otherwise it must exist. */
  of(id: number, create = false): DiskFile {
    if (this.newest?.id === id) return this.newest.file;
    let file = this.open.get(id);
    if (file === undefined) file = this.disk.open(fileNames(id).data, create ? 'create' : 'existing');
    else this.open.delete(id);
    this.open.set(id, file);
    this.newest = { id, file };
    if (this.open.size > this.limit) this.closeOldest();
    return file;
  }

  close(id: number): void {
    this.open.get(id)?.close();
    this.open.delete(id);
    this.newest = undefined;
  }

  closeAll(): void {
    for (const id of [...this.open.keys()]) this.close(id);
  }

  private closeOldest(): void {
    const [oldest] = this.open.keys();
    if (oldest !== undefined) this.close(oldest);
  }
}
