import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerSpec } from './managed-process';
import { findProgram } from './program';

/** Redis as on the hub: a unix socket only, and nothing is ever written to disk. */
export function redisSpec(dir: string, socket: string): ServerSpec {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return {
    name: 'Redis',
    program: findProgram('redis-server', 'redis-server'),
    args: [
      ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', dir],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ],
    pidFile: join(dir, 'pid'),
    logFile: join(dir, 'log'),
    probe: { connect: { path: socket }, send: 'PING\r\n', answers: true },
  };
}
