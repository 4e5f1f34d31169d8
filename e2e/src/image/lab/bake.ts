import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');

/** Bakes the image, with its stages' names and times on the console. Quick when the cache has them. */
export function bake(): Promise<void> {
  return new Promise((resolve, reject) => {
    const build = spawn(join(ROOT, 'image/build'), [], { cwd: ROOT, stdio: 'inherit' });
    build.once('error', reject);
    build.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`HUB_BAKE_FAILED: image/build ended with ${code ?? 'a signal'}; its last lines are above.`));
    });
  });
}
