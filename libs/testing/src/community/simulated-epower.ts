import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../../../..');
const PROGRAM = join(ROOT, 'dist/apps/simulators/epower.mjs');

export interface SimulatedEpower {
  readonly url: string;
  readonly rainUrl: string;
  readonly clubToken: string;
  /** Set the faults; those not named are off. */
  faults(faults: object): Promise<void>;
  stop(): Promise<void>;
}

/** Run the simulator of E-power as the process it is. Needs `nx build simulators`. */
export async function simulatedEpower(...options: readonly string[]): Promise<SimulatedEpower> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not built: run "npx nx build simulators"`);
  const child = spawn(process.execPath, [PROGRAM, '--homes', join(ROOT, 'apps/simulators/data/homes'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the simulator ended with ${String(code)}`)));
  });
  const addresses = JSON.parse(line) as Pick<SimulatedEpower, 'url' | 'rainUrl' | 'clubToken'>;
  return {
    ...addresses,
    faults: async (faults) => {
      const answer = await fetch(new URL('/simulator/faults', addresses.url), {
        method: 'PUT',
        body: JSON.stringify(faults),
      });
      if (!answer.ok) throw new Error(`the simulator has no such faults: ${JSON.stringify(faults)}`);
    },
    stop: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await exit;
}
