import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const PROGRAM = join(import.meta.dirname, 'pairing-flood.worker.ts');

/** Requests of devices that ask to be let in, from 200 addresses, at a hub on this computer. */
export interface PairingFlood {
  readonly port: number;
  readonly perSecond: number;
  readonly lastsMs: number;
}

export interface PairingFloodCount {
  readonly sent: number;
  /** Not sent, because earlier ones of that address had no answer yet. */
  readonly held: number;
  /** How often each status was answered. */
  readonly answered: ReadonlyMap<string, number>;
}

/** Returns when the flood is over. On a thread of its own, so that its own work delays no one else of the test. */
export async function pairingFlood(task: PairingFlood): Promise<PairingFloodCount> {
  const worker = new Worker(PROGRAM, { workerData: task });
  const [count] = (await once(worker, 'message')) as [PairingFloodCount];
  return count;
}
