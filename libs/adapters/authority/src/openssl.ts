import { spawn } from 'node:child_process';
import { AuthorityError } from './authority-error';

/** What a run of openssl printed. */
export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const LIMIT_MS = 20_000;

/** Runs openssl with `input` on its standard input. @throws AuthorityError AUTHORITY_FAILED when it cannot be started. */
export function openssl(args: readonly string[], input = ''): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args, { stdio: 'pipe', timeout: LIMIT_MS });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('latin1')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('latin1')));
    child.on('error', ({ message }) => reject(failed(message)));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    // One that ended before it read everything has said why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The same, for a run that has no reason to fail. @throws AuthorityError AUTHORITY_FAILED with what openssl said. */
export async function mustOpenssl(args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await openssl(args, input);
  if (code === 0) return stdout;
  throw failed(stderr.trim().split('\n').at(-1) ?? '');
}

const failed = (detail: string) =>
  new AuthorityError(
    'AUTHORITY_FAILED',
    `openssl could not do it: ${detail}`,
    'Check that openssl 3 is installed and the disk is not full.',
  );
