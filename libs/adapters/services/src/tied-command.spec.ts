import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Command, tiedCommand } from './tied-command';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tied-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A shell that starts the command and then does what `next` says; resolves with all output, when both have ended. */
async function startedByShell(command: (parentPid: number) => Command, next: string): Promise<string> {
  const shell = spawn('/bin/sh', ['-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = text(shell.stdout);
  await once(shell, 'spawn');
  const { program, args } = command(shell.pid ?? 0);
  const words = [program, ...args].map((word) => `'${word}'`);
  shell.stdin.end(`${words.join(' ')} &\n${next}\n`);
  return said;
}

const echo = { program: '/bin/echo', args: ['it runs'] };

it('runs what it is given, with its arguments as they are', async () => {
  const shown = { program: '/usr/bin/printf', args: ['<%s>', 'a b', '', '$HOME;'] };
  expect(await startedByShell((pid) => tiedCommand(shown, pid), 'wait')).toBe('<a b><><$HOME;>');
});

it('ends with its parent', async () => {
  const killer = { program: '/bin/sh', args: ['-c', 'echo runs; kill -KILL $PPID; exec sleep 30'] };
  expect(await startedByShell((pid) => tiedCommand(killer, pid), 'wait')).toBe('runs\n');
});

it('does not run at all when its parent was killed before it could be tied to it', async () => {
  const late = join(dir, 'late');
  const orphaned = join(dir, 'orphaned');
  writeFileSync(late, `while kill -0 "$1" 2>/dev/null; do sleep 0.01; done\n: > ${orphaned}\nshift\nexec "$@"\n`);
  const startedLate = (pid: number): Command => {
    const { program, args } = tiedCommand(echo, pid);
    return { program: '/bin/sh', args: [late, `${pid}`, program, ...args] };
  };
  expect(await startedByShell(startedLate, 'kill -KILL $$')).toBe('');
  expect(existsSync(orphaned)).toBe(true);
});
