import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

interface Task {
  readonly urls: readonly string[];
  readonly everyMs: number;
  readonly lastsMs: number;
}

/** How long a page waits for an answer before its reader gives up. */
const PATIENCE_MS = 30_000;

/** Milliseconds that a call took; the floods come from another address of this computer. */
async function askAsNeighbour(url: string): Promise<number> {
  const began = performance.now();
  const sent = request(url, {
    localAddress: '127.0.0.2',
    agent: false,
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await once(answer.resume(), 'end');
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode ?? 0}`);
  return performance.now() - began;
}

const { urls, everyMs, lastsMs } = workerData as Task;
const untilMs = performance.now() + lastsMs;
const tookMs: number[] = [];
while (performance.now() < untilMs) {
  for (const url of urls) tookMs.push(await askAsNeighbour(url));
  await wait(everyMs);
}
parentPort?.postMessage(tookMs);
