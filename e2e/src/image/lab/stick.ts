import { rmSync } from 'node:fs';
import { run } from './command';

/** A USB stick with FAT on it, as a shop sells it, and these files by their names there. */
export async function fatStick(path: string, files: Readonly<Record<string, string>>): Promise<string> {
  rmSync(path, { force: true });
  await run('truncate', ['-s', '64M', path]);
  await run('mkfs.vfat', ['-n', 'STICK', path]);
  for (const [name, file] of Object.entries(files)) await run('mcopy', ['-i', path, file, `::${name}`]);
  return path;
}
