import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  write,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SeriesError } from '@hub/domain/series';
import { type Disk, type DiskFile, errorCode, type FileStat, type OpenMode } from './disk';

const syncData = promisify(fdatasync);
const writeAt = promisify(write);
const { O_CREAT, O_DSYNC, O_RDONLY, O_RDWR } = constants;
const FLAGS: Record<OpenMode, number> = {
  existing: O_RDWR,
  create: O_RDWR | O_CREAT,
  durable: O_RDWR | O_CREAT | O_DSYNC,
};

/** A folder of the file system. */
export function nodeDisk(folder: string): Disk {
  if (statOf(folder) === undefined) makeFolder(folder);
  const path = (name: string): string => join(folder, name);
  return {
    list: () => readdirSync(folder),
    stat: (name) => statOf(path(name)),
    open: (name, mode) => new NodeFile(openWhereAllowed(path(name), mode)),
    replaceSync(name, bytes) {
      const temporary = path(`${name}.new`);
      try {
        writeWholeSync(temporary, bytes);
      } catch (error) {
        // On a full disk half a file would take the last room there is.
        rmSync(temporary, { force: true });
        throw error;
      }
      renameSync(temporary, path(name));
      syncFolder(folder);
    },
    renameSync(from, to) {
      if (statOf(path(from)) !== undefined) renameSync(path(from), path(to));
      syncFolder(folder);
    },
    removeSync(name) {
      rmSync(path(name), { force: true });
      syncFolder(folder);
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const action = 'Make the data partition writable, or set the data folder to one that is.';
    throw new SeriesError('HUB_STORE_FOLDER', `the folder ${folder} of the feeds cannot be made`, action, { cause });
  }
}

function writeWholeSync(path: string, bytes: Uint8Array): void {
  const fd = openSync(path, 'w');
  try {
    writeAllSync(fd, bytes, 0);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function statOf(path: string): FileStat | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && { size: Number(stat.size), stamp: `${stat.size}-${stat.mtimeNs}` };
}

/** A file that may not be written is still readable: its feed answers, and refuses points. */
function openWhereAllowed(path: string, mode: OpenMode): number {
  try {
    return openSync(path, FLAGS[mode], 0o644);
  } catch (error) {
    if (mode !== 'existing' || !['EROFS', 'EACCES', 'EPERM'].includes(errorCode(error))) throw error;
    return openSync(path, O_RDONLY);
  }
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function writeAllSync(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}

class NodeFile implements DiskFile {
  constructor(private readonly fd: number) {}

  size(): number {
    return fstatSync(this.fd).size;
  }

  readSync(into: Uint8Array, at: number, length = into.length): number {
    return readSync(this.fd, into, 0, length, at);
  }

  writeSync(bytes: Uint8Array, at: number): void {
    writeAllSync(this.fd, bytes, at);
  }

  async write(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await writeAt(this.fd, bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
  }

  syncSync(): void {
    fdatasyncSync(this.fd);
  }

  async sync(): Promise<void> {
    await syncData(this.fd);
  }

  close(): void {
    closeSync(this.fd);
  }
}
