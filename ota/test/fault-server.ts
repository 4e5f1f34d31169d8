import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

/** What the server does with requests for the bundle. */
export type BundleFault =
  | 'none'
  | '404'
  | '500'
  | 'hang'
  | 'close-midway'
  | 'truncate'
  | 'cut-unsaid'
  | 'html'
  | 'flip'
  | 'ignore-range'
  | 'too-long';

/** A real HTTPS server with its own certificate, and every fault a rural line or a captive portal has. */
export class FaultServer {
  readonly bundle = Buffer.alloc(300_000, 'bundle bytes ');
  readonly ca: string;
  bundleFault: BundleFault = 'none';
  targetFault: 'none' | '500' | 'html' | 'hang' = 'none';
  /** The fault holds for this many requests. */
  faultsLeft = Infinity;
  target: Record<string, unknown> = {};
  readonly ranges: string[] = [];
  readonly reports: unknown[] = [];
  targetRequests = 0;
  /** Connections, and how many of them went on with a session of an earlier one. */
  readonly handshakes = { all: 0, resumed: 0 };
  private readonly server: Server;

  constructor(dir: string) {
    const key = join(dir, 'key.pem');
    const cert = join(dir, 'cert.pem');
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2'].concat([
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost',
        '-keyout',
        key,
        '-out',
        cert,
      ]),
      { stdio: 'ignore' },
    );
    this.ca = cert;
    this.server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (query, answer) =>
      this.answer(query, answer),
    );
    this.server.on('secureConnection', (socket: TLSSocket) => {
      this.handshakes.all++;
      if (socket.isSessionReused()) this.handshakes.resumed++;
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.offer('2.0.0');
  }

  get url(): string {
    const address = this.server.address();
    return `https://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  }

  offer(version: string): void {
    const sha256 = createHash('sha256').update(this.bundle).digest('hex');
    this.target = {
      format: 1,
      release: {
        format: 1,
        version,
        compatible: 'cydynni-hub-arm64',
        minimumVersion: '1.0.0',
        releasedAt: 1,
        bundle: { url: `bundle-${version}`, bytes: this.bundle.length, sha256 },
        notes: { en: 'Better', cy: 'Gwell' },
      },
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer(query: IncomingMessage, answer: ServerResponse): void {
    if (query.method === 'POST') {
      let text = '';
      query.on('data', (chunk: Buffer) => (text += chunk.toString()));
      query.on('end', () => {
        this.reports.push(JSON.parse(text));
        answer.end();
      });
    } else if (query.url === '/target') this.answerTarget(answer);
    else this.answerBundle(query, answer);
  }

  private answerTarget(answer: ServerResponse): void {
    this.targetRequests++;
    if (this.targetFault === 'hang') return;
    if (this.targetFault === '500') answer.writeHead(500).end('{"format":1,"release":null}');
    else if (this.targetFault === 'html') answer.end('<html>Sign in</html>');
    else answer.end(JSON.stringify(this.target));
  }

  private answerBundle(query: IncomingMessage, answer: ServerResponse): void {
    const range = query.headers.range;
    this.ranges.push(range ?? '');
    const fault = this.faultsLeft-- > 0 ? this.bundleFault : 'none';
    const from = range && fault !== 'ignore-range' ? Number(/\d+/.exec(range)?.[0]) : 0;
    if (fault === 'hang') return;
    if (fault === '404' || fault === '500') {
      answer.writeHead(Number(fault)).end('no');
      return;
    }
    if (fault === 'html') answer.end('<html>Sign in</html>');
    else this.sendFrom(from, fault, answer);
  }

  private sendFrom(from: number, fault: BundleFault, answer: ServerResponse): void {
    const whole = this.body(fault);
    const isLengthSaid = fault !== 'cut-unsaid' && fault !== 'too-long';
    const total = isLengthSaid ? whole.length : '*';
    if (from >= whole.length) {
      answer.writeHead(416, isLengthSaid ? { 'content-range': `bytes */${total}` } : {}).end();
      return;
    }
    const body = whole.subarray(from);
    answer.writeHead(from > 0 ? 206 : 200, {
      ...(isLengthSaid && { 'content-length': body.length }),
      ...(from > 0 && { 'content-range': `bytes ${from}-${whole.length - 1}/${total}` }),
    });
    if (fault === 'close-midway')
      answer.write(body.subarray(0, Math.min(50_000, body.length)), () => setTimeout(() => answer.destroy(), 20));
    else answer.end(body);
  }

  private body(fault: BundleFault): Buffer {
    if (fault === 'truncate' || fault === 'cut-unsaid') return this.bundle.subarray(0, 100_000);
    if (fault === 'too-long') return Buffer.concat([this.bundle, Buffer.alloc(1)]);
    const copy = Buffer.from(this.bundle);
    if (fault === 'flip') copy[123_456] = 0;
    return copy;
  }
}
