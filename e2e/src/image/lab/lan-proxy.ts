import { type ChildProcess } from 'node:child_process';
import { connect, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { ADDRESS, type LabNetwork } from './lab-network';

const PORT = 9443;

/** Lets bytes through at a rural line's pace. */
const slowly = (bytesPerS: number): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      setTimeout(() => done(null, chunk), (chunk.length / bytesPerS) * 1000);
    },
  });

/** A community server of this computer, reached from the house under an address of the lab network, over a slow line. */
export class LanProxy {
  static readonly url = `https://${ADDRESS.router}:${PORT}`;

  private constructor(
    private readonly relay: Server,
    private readonly onLan: ChildProcess,
  ) {}

  static async open(network: LabNetwork, dir: string, serverUrl: string, bytesPerS: number): Promise<LanProxy> {
    const socket = join(dir, 'community.socket');
    rmSync(socket, { force: true });
    const relay = createServer((hub) => {
      const server = connect(Number(new URL(serverUrl).port), '127.0.0.1');
      for (const end of [hub, server]) end.on('error', () => undefined);
      hub.on('close', () => server.destroy());
      server.on('close', () => hub.destroy());
      hub.pipe(server).pipe(slowly(bytesPerS)).pipe(hub);
    });
    await once(relay.listen(socket), 'listening');
    const program = join(import.meta.dirname, 'lan-proxy.main.ts');
    return new LanProxy(relay, network.spawnOnLan([process.execPath, program, socket, ADDRESS.router, String(PORT)]));
  }

  close(): void {
    this.onLan.kill('SIGKILL');
    this.relay.close();
  }
}
