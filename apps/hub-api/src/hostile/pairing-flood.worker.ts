import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { PairingFlood, PairingFloodCount } from './pairing-flood';

const ADDRESSES = 200;
const BEAT_MS = 10;
/** Questions of one address that wait for their answer; a device has one. */
const MOST_OPEN = 8;
const QUESTION = 'GET /emoncms/device/auth/request.json HTTP/1.1\r\nHost: cydynni.local\r\n\r\n';
const ANSWER = /HTTP\/1\.1 (\d{3})/g;

const { port, perSecond, lastsMs } = workerData as PairingFlood;
const answered = new Map<string, number>();
let sent = 0;
let held = 0;

/** One address of the house, which asks over one connection and opens another when that ends. */
class Asker {
  private socket: Socket | undefined;
  private open = 0;

  private readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  ask(): void {
    if (this.open >= MOST_OPEN) {
      held += 1;
      return;
    }
    this.socket ??= this.connected();
    this.socket.write(QUESTION);
    this.open += 1;
    sent += 1;
  }

  end(): void {
    this.socket?.destroy();
  }

  private connected(): Socket {
    const socket = connect({ port, host: '127.0.0.1', localAddress: this.address });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      [this.socket, this.open] = [undefined, 0];
    });
    return socket.on('data', (chunk: Buffer) => {
      for (const [, status = ''] of chunk.toString('latin1').matchAll(ANSWER)) {
        answered.set(status, (answered.get(status) ?? 0) + 1);
        this.open -= 1;
      }
    });
  }
}

const askers = Array.from({ length: ADDRESSES }, (_, n) => new Asker(`127.1.${n}.1`));
const began = performance.now();
let turn = 0;
for (let now = began; now - began < lastsMs; now = performance.now()) {
  // What a busy computer was late with is made up for: the rate is that of the whole flood.
  for (const due = ((now - began) * perSecond) / 1000; turn < due; turn += 1) askers[turn % ADDRESSES]?.ask();
  await wait(BEAT_MS);
}
await wait(1_000);
askers.forEach((asker) => asker.end());
parentPort?.postMessage({ sent, held, answered } satisfies PairingFloodCount);
