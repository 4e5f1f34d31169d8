import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const SECTOR_BYTES = 512;
const SECTORS_WRITTEN = 6;

/** A file system of its own, so that the kernel's statistics count no one else's writes. */
export interface LoopDisk {
  readonly dir: string;
  /** Bytes that reached the block device since it was made; everything still in memory is written first. */
  written(): number;
  /** Puts the file system into the state that the kernel leaves after an error of the disk: nothing can be written. */
  fail(): void;
  /** As after a repair and a new start. */
  mend(): void;
  /** Takes it away and brings it back read-only. */
  mountReadOnly(): void;
  remove(): void;
}

const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' }).trim();

/** Whether this process may make and mount disks of its own. */
export function mayMount(): boolean {
  return process.getuid?.() === 0 && spawnSync('losetup', ['-f']).status === 0;
}

/** Makes an ext4 on a loop device and mounts it. Needs root. */
export function loopDisk(mountOptions: string, size = '256M'): LoopDisk {
  const folder = mkdtempSync(join(tmpdir(), 'feed-loop-'));
  const image = join(folder, 'image');
  const dir = join(folder, 'mounted');
  mkdirSync(dir);
  run('truncate', '-s', size, image);
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
    fail() {
      writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'a test');
    },
    mend() {
      run('umount', dir);
      spawnSync('e2fsck', ['-fy', device]);
      run('mount', '-o', mountOptions, device, dir);
    },
    mountReadOnly() {
      run('umount', dir);
      run('mount', '-o', 'ro', device, dir);
    },
    remove() {
      run('umount', dir);
      run('losetup', '-d', device);
      rmSync(folder, { recursive: true });
    },
  };
}
