import type { InstallFailure } from '@hub/domain/update';
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Installer, InstallResult } from './ports';

/** RAUC's words for a cause, by what they mean for another try. The first that fits counts. */
const meanings: readonly [RegExp, InstallFailure][] = [
  [/already processing|no space|i\/o error|read-only file system/i, 'device'],
  [/nbd|stream|curl|http|download|timed out|connection|resolve host/i, 'network'],
  [/signature|verif|certificate|compatible|bundle format|manifest|not signed|version|invalid|identifier/i, 'bundle'],
];

export const meaningOf = (text: string): InstallFailure =>
  meanings.find(([words]) => words.test(text))?.[1] ?? 'device';

/**
 * `rauc install`, of the address or of the file. Installing takes minutes on a slow card; hours mean it hangs.
 * `caFile`: certificates to trust for the address instead of the system's; RAUC reads it as an unprivileged user.
 */
export const raucInstaller = (limitS: number, caFile: () => string | undefined): Installer => ({
  install: async (release, source, bundle, onPercent) => {
    await service('start');
    if (source === 'file') return run([bundle], limitS, onPercent);
    const file = caFile();
    return run([...(file === undefined ? [] : [`--tls-ca=${file}`]), release.bundleUrl], limitS, onPercent);
  },
});

/** RAUC looks at the boot state while it starts; on a slow board that takes longer than D-Bus waits for a service. */
const service = (verb: 'start' | 'restart'): Promise<unknown> =>
  promisify(execFile)('systemctl', [verb, 'rauc.service'], { timeout: 300_000 }).catch(() => undefined);

/** RAUC prints a line for each step, such as ` 46% Copying image to rootfs.1`. @returns 0 to 100, or undefined. */
export function percentOf(line: string): number | undefined {
  const [, percent] = /^\s*(\d{1,3})% /.exec(line) ?? [];
  return percent === undefined ? undefined : Math.min(Number(percent), 100);
}

function run(bundle: readonly string[], limitS: number, onPercent: (percent: number) => void): Promise<InstallResult> {
  return new Promise((resolve) => {
    let text = '';
    const child = spawn('rauc', ['install', ...bundle], { stdio: ['ignore', 'pipe', 'pipe'] });
    const limit = setTimeout(() => child.kill('SIGKILL'), limitS * 1000);
    const keep = (chunk: Buffer): void => {
      text = (text + chunk.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', keep);
    createInterface(child.stdout).on('line', (line) => {
      const percent = percentOf(line);
      if (percent !== undefined) onPercent(percent);
    });
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, failure: 'device', reason: error.message }));
    child.on('close', (code, killed) => {
      clearTimeout(limit);
      const reason = reasonOf(text) || `rauc ended with ${code ?? killed}`;
      if (code === 0) resolve({ ok: true });
      // The service goes on with what hangs although the caller gave up, and would refuse every other installation.
      else if (killed) void service('restart').then(() => resolve({ ok: false, failure: 'network', reason }));
      else resolve({ ok: false, failure: meaningOf(reason), reason });
    });
  });
}

/** RAUC names the cause in one line among the names of its steps, and ends with another that says only that it failed. */
export function reasonOf(text: string): string {
  const [, cause] = /^LastError: (.+)$/m.exec(text) ?? [];
  return (cause ?? text.trim().split('\n').at(-1) ?? '').slice(0, 300);
}
