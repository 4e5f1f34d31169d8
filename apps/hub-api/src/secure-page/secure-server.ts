import type { Server } from 'node:http';
import { createServer, type Server as SecureHttpServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** Connections that one address may have open: a handshake costs more than a request. */
const MOST_OF_ONE = 64;
const HANDSHAKE_MS = 10_000;

export interface SecurePlace {
  readonly host: string;
  readonly port: number;
}

/** The page over TLS: another door to the very server that answers plainly, with the same limits. */
export class SecureServer {
  private server: SecureHttpServer | undefined;
  private readonly connections = new Map<string, number>();

  constructor(
    private readonly plain: Server,
    private readonly place: SecurePlace,
  ) {}

  /** Where it listens; null until it has a certificate. */
  get port(): number | null {
    return (this.server?.address() as AddressInfo | null | undefined)?.port ?? null;
  }

  /** Shows this certificate (PEM, with its key) from now on; connections that are open stay. @throws Error of node:tls or of the port */
  async use(pem: string): Promise<void> {
    if (this.server !== undefined) {
      this.server.setSecureContext({ key: pem, cert: pem });
      return;
    }
    const server = this.wired(pem);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.place.port, this.place.host, resolve);
    });
    this.server = server;
  }

  async close(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private wired(pem: string): SecureHttpServer {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = this.plain;
    const server = createServer({ key: pem, cert: pem, minVersion: 'TLSv1.2', handshakeTimeout: HANDSHAKE_MS });
    Object.assign(server, { headersTimeout, requestTimeout, keepAliveTimeout });
    server.on('connection', (socket: Socket) => this.count(socket));
    server.on('request', (request, reply) => this.plain.emit('request', request, reply));
    server.on('clientError', (error, socket) => this.plain.emit('clientError', error, socket));
    return server;
  }

  private count(socket: Socket): void {
    const caller = socket.remoteAddress ?? '';
    const open = (this.connections.get(caller) ?? 0) + 1;
    if (open > MOST_OF_ONE) {
      socket.destroy();
      return;
    }
    this.connections.set(caller, open);
    socket.once('close', () => {
      const left = (this.connections.get(caller) ?? 1) - 1;
      if (left > 0) this.connections.set(caller, left);
      else this.connections.delete(caller);
    });
  }
}
