import { execFile } from 'node:child_process';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; a non-zero code is an answer, not an error. */
export function attempt(program: string, args: readonly string[], timeoutMs = 60_000): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: timeoutMs, maxBuffer: 32 << 20, encoding: 'utf8' },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/** @returns standard output. @throws Error with the program's own words when it fails. */
export async function run(program: string, args: readonly string[], timeoutMs?: number): Promise<string> {
  const result = await attempt(program, args, timeoutMs);
  if (result.code === 0) return result.stdout;
  throw new Error(`${program} ${args.join(' ')} ended with ${result.code}: ${result.stderr || result.stdout}`);
}
