import { findProgram, freePort, ManagedProcess } from '@hub/adapters/services';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mosquitto {
  readonly port: number;
  stop(): Promise<void>;
}

/** A broker with one listener, and these settings of it. Its files lie in `dir`. */
export async function startMosquitto(dir: string, listener: readonly string[]): Promise<Mosquitto> {
  const port = await freePort();
  const config = join(dir, 'broker.conf');
  const root = process.getuid?.() === 0 ? ['user root'] : [];
  writeFileSync(config, `${[...root, `listener ${port} 127.0.0.1`, ...listener].join('\n')}\n`);
  const broker = new ManagedProcess({
    name: 'broker',
    program: findProgram('mosquitto', 'mosquitto'),
    args: ['-c', config],
    pidFile: join(dir, 'broker.pid'),
    logFile: join(dir, 'broker.log'),
    probe: { connect: { host: '127.0.0.1', port }, answers: false },
  });
  await broker.start();
  return { port, stop: () => broker.stop() };
}
