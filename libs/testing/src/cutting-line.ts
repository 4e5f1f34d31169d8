import { connect, createServer, type Server, type Socket } from 'node:net';

/** One connection through the line: the end of who asks and the server's. */
interface Pair {
  readonly caller: Socket;
  readonly server: Socket;
  /** What the server sent after the line stood still. */
  waiting: Buffer[];
}

/**
 * A line to a server that is cut after so many bytes: a moment that does not depend on how fast the computer is.
 * It looks at nothing that passes.
 */
export class CuttingLine {
  private readonly pairs = new Set<Pair>();
  private budget = Infinity;
  private still: (() => void) | undefined;
  private listener: Server | undefined;
  private ownPort = 0;
  private passedBytes = 0;

  private constructor(private readonly target: number) {}

  static async to(target: number): Promise<CuttingLine> {
    const line = new CuttingLine(target);
    await line.open();
    return line;
  }

  get port(): number {
    return this.ownPort;
  }

  /** Bytes that came from the server. */
  get passed(): number {
    return this.passedBytes;
  }

  /** Resolves once so many bytes more have come from the server; from then on nothing does. */
  standStillAfter(bytes: number): Promise<void> {
    this.budget = bytes;
    return new Promise((resolve) => (this.still = resolve));
  }

  /** Everything goes on, beginning with what waited. */
  goOn(): void {
    this.budget = Infinity;
    for (const pair of this.pairs) {
      for (const chunk of pair.waiting) pair.caller.write(chunk);
      pair.waiting = [];
      pair.server.resume();
    }
  }

  /** Every connection breaks; what waited is lost. */
  drop(): void {
    for (const { caller, server } of this.pairs) {
      caller.destroy();
      server.destroy();
    }
    this.pairs.clear();
  }

  /** No connection is taken any more. */
  async close(): Promise<void> {
    const { listener } = this;
    this.listener = undefined;
    this.drop();
    await new Promise((resolve) => (listener ? listener.close(resolve) : resolve(undefined)));
  }

  /** Takes connections, at the same port as before. */
  async open(): Promise<void> {
    const listener = createServer((caller) => this.take(caller));
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(this.ownPort, 'localhost', resolve);
    });
    const address = listener.address();
    this.ownPort = address !== null && typeof address === 'object' ? address.port : 0;
    this.listener = listener;
  }

  private take(caller: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    const pair: Pair = { caller, server, waiting: [] };
    this.pairs.add(pair);
    const end = (): void => {
      this.pairs.delete(pair);
      caller.destroy();
      server.destroy();
    };
    for (const socket of [caller, server]) socket.on('error', end).on('close', end);
    caller.pipe(server);
    server.on('data', (chunk: Buffer) => this.pass(pair, chunk));
  }

  private pass({ caller, server, waiting }: Pair, chunk: Buffer): void {
    const passes = Math.min(chunk.length, this.budget);
    if (passes > 0) caller.write(chunk.subarray(0, passes));
    this.budget -= passes;
    this.passedBytes += passes;
    if (this.budget > 0) return;
    if (passes < chunk.length) waiting.push(chunk.subarray(passes));
    server.pause();
    this.still?.();
    this.still = undefined;
  }
}
