import { join } from 'node:path';
import { type ServerSpec } from './managed-process';

/** One of our built programs, run beside the servers it needs. */
export interface NodeProgram {
  /** What its process and its log are called. */
  readonly name: string;
  /** Gets `run/<name>.pid` and `log/<name>.log`. */
  readonly dir: string;
  /** The program's file and what it is told. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Answers once the program is ready; without one it is as soon as it runs. */
  readonly port?: number;
}

/** How to run it with the Node of this process. */
export function nodeProgram({ name, dir, args, env, port }: NodeProgram): ServerSpec {
  return {
    name,
    program: process.execPath,
    // A dependency of mqtt uses what Node calls deprecated; that is nothing to tell the household.
    args: ['--disable-warning=DEP0169', ...args],
    pidFile: join(dir, 'run', `${name}.pid`),
    logFile: join(dir, 'log', `${name}.log`),
    ...(env && { env }),
    ...(port !== undefined && { probe: { connect: { host: '127.0.0.1', port }, answers: false } }),
  };
}
