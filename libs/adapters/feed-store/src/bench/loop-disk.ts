import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const SECTOR_BYTES = 512;
const SECTORS_WRITTEN = 6;

/** A file system of its own, so that the kernel's statistics count nobody else's writes. */
export interface LoopDisk {
  readonly dir: string;
  /** Bytes that reached the block device since it was made; everything still in memory is written first. */
  written(): number;
  remove(): void;
}

const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' }).trim();

/** Makes an ext4 on a loop device and mounts it. Needs root. */
export function loopDisk(mountOptions: string): LoopDisk {
  const folder = mkdtempSync(join(tmpdir(), 'feed-loop-'));
  const image = join(folder, 'image');
  const dir = join(folder, 'mounted');
  mkdirSync(dir);
  run('truncate', '-s', '256M', image);
  run('mkfs.ext4', '-q', '-b', '4096', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image);
  const device = run('losetup', '-f', '--show', image);
  run('mount', '-o', mountOptions, device, dir);
  const statistics = `/sys/block/${basename(device)}/stat`;
  return {
    dir,
    written() {
      run('sync', '-f', dir);
      return Number(readFileSync(statistics, 'utf8').trim().split(/\s+/)[SECTORS_WRITTEN]) * SECTOR_BYTES;
    },
    remove() {
      run('umount', dir);
      run('losetup', '-d', device);
      rmSync(folder, { recursive: true });
    },
  };
}
