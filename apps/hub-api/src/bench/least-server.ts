import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const POINTS = 8_641;
const INTERVAL_S = 10;
/** First argument of the program when it is to be this server. */
export const LEAST_SERVER = 'least-server';

/** Starts the server in a process of its own, as the hub has one. */
export async function startLeastServer(
  file: string,
  start: number,
): Promise<{ readonly url: string; readonly stop: () => void }> {
  const child = fork(process.argv[1] ?? '', [LEAST_SERVER, file, String(start)]);
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}/`, stop: () => child.kill() };
}

/** The least that a raw day needs: read the file, write its JSON, send it. */
export function serveLeast(file: string, start: number): void {
  const fd = openSync(file, 'r');
  const server = createServer((_request, response) => {
    const points = new Float32Array(POINTS);
    readSync(fd, new Uint8Array(points.buffer), 0, points.byteLength, 0);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ points: Array.from(points, (value, at) => [start + at * INTERVAL_S, value]) }));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}
