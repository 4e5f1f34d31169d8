import { type RunCommand } from '../command';
import { syncFolder } from './write-file-atomic';

/** Changes something on the boot partition, which is mounted read-only but for this moment. */
export function onWritableBoot(bootDir: string, run: RunCommand, change: () => void): void {
  run('mount', ['-o', 'remount,rw,sync', bootDir]);
  try {
    change();
    syncFolder(bootDir);
  } finally {
    run('mount', ['-o', 'remount,ro', bootDir]);
  }
}
