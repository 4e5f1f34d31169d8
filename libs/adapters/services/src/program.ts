import { accessSync, constants } from 'node:fs';
import { ServicesError } from './services-error';

// Debian keeps daemons in sbin, which is not on a normal user's PATH.
const SYSTEM_DIRS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin'];

/**
 * Absolute path of a Debian program.
 *
 * @throws ServicesError HUB_PROGRAM_MISSING naming the Debian package that has it.
 */
export function findProgram(name: string, debianPackage: string, searchPath = process.env['PATH'] ?? ''): string {
  for (const dir of [...searchPath.split(':').filter((part) => part.startsWith('/')), ...SYSTEM_DIRS]) {
    const file = `${dir}/${name}`;
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  throw new ServicesError(
    'HUB_PROGRAM_MISSING',
    `The program ${name} is not installed.`,
    `Run ./hub up, which installs it, or: apt-get install ${debianPackage}`,
  );
}
