import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Who may read a file that is kept: root alone unless said otherwise. */
export interface WriteOptions {
  /** Permission bits; 0o600 unless given. */
  readonly mode?: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Writes a whole file so that a power cut at any moment leaves the old content or the new: a temporary file beside it,
 * synced, renamed, and the folder synced.
 */
export function writeFileAtomic(path: string, content: string, options: WriteOptions = {}): void {
  const draft = `${path}.new`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    // Writes on until everything is there or the card says why not; one call may write a part.
    writeFileSync(file, content);
    fchmodSync(file, options.mode ?? 0o600);
    if (options.owner) fchownSync(file, options.owner.uid, options.owner.gid);
    fsyncSync(file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/** Makes a rename or a removal in the folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
