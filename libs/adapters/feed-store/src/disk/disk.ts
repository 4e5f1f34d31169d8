/** An open file of the store's folder. Positions and lengths are bytes. */
export interface DiskFile {
  size(): number;
  /** Fills the first `length` bytes of `into` (default: all) from byte `at` on and returns how many there were. */
  readSync(into: Uint8Array, at: number, length?: number): number;
  writeSync(bytes: Uint8Array, at: number): void;
  /** As `writeSync`, without stopping the program meanwhile. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  syncSync(): void;
  /** Resolves when everything written so far survives a power cut. */
  sync(): Promise<void>;
  close(): void;
}

export type OpenMode =
  /** Reading, and writing where the file system allows it; the file exists. */
  | 'existing'
  /** As `existing`, made when it is not there. */
  | 'create'
  /** Every write is on the disk when it returns. Made when it is not there. */
  | 'durable';

export interface FileStat {
  readonly size: number;
  /** Changes with every write. */
  readonly stamp: string;
}

/** The folder a store lives in: flat, a few files per feed. Errors are Node's, with their `code` (ENOSPC, EROFS, …). */
export interface Disk {
  list(): string[];
  stat(name: string): FileStat | undefined;
  open(name: string, mode: OpenMode): DiskFile;
  /** Writes a whole file so that a cut leaves the old or the new one. */
  replaceSync(name: string, bytes: Uint8Array): void;
  /** Makes `to` be the file `from`, lasting; nothing happens when `from` is gone. */
  renameSync(from: string, to: string): void;
  /** Lasting; nothing happens when the file is gone. */
  removeSync(name: string): void;
}

/** Node's error code of a failed call, or ''. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
