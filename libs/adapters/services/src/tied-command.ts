import { findProgram } from './program';

/** A program with its arguments, as `spawn` takes them. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** `setpriv` acts from when it runs; a parent that ended before is seen by who is the parent now. */
const UNLESS_ORPHANED = '[ "$PPID" = "$0" ] && exec "$@"';

/** The command, made to end when the process that starts it does, at whatever moment that is killed. */
export function tiedCommand({ program, args }: Command, parentPid = process.pid): Command {
  return {
    program: findProgram('setpriv', 'util-linux'),
    args: ['--pdeathsig', 'TERM', '--', '/bin/sh', '-c', UNLESS_ORPHANED, `${parentPid}`, program, ...args],
  };
}
