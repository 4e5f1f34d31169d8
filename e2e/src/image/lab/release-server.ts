import { appendFileSync, createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join, normalize } from 'node:path';
import { Transform } from 'node:stream';

/*
 * The team's server as far as an update needs it: `node release-server.ts DIR HOST PORT`. Serves DIR/public over HTTPS
 * with byte ranges, misbehaves with bundles as DIR/fault says, and notes each request in DIR/requests. A program of its
 * own, because it stands on the house's network.
 */

const [dir = '', host = '', port = ''] = process.argv.slice(2);
const fault = (): string => (existsSync(join(dir, 'fault')) ? readFileSync(join(dir, 'fault'), 'utf8') : 'none');

function note(query: IncomingMessage, status: number, bytes: number): void {
  const range = query.headers.range ?? null;
  appendFileSync(join(dir, 'requests'), `${JSON.stringify({ path: query.url, range, status, bytes })}\n`);
}

function answer(query: IncomingMessage, response: ServerResponse): void {
  if (query.method === 'POST') {
    query.on('data', (chunk: Buffer) => appendFileSync(join(dir, 'reports'), chunk));
    query.on('end', () => {
      appendFileSync(join(dir, 'reports'), '\n');
      response.end();
    });
    return;
  }
  const path = join(dir, 'public', normalize(decodeURIComponent(new URL(query.url ?? '/', 'https://x').pathname)));
  const wrong = path.endsWith('.raucb') ? fault() : 'none';
  if (wrong === 'hang') {
    note(query, 0, 0);
    return;
  }
  if (wrong === '500' || wrong === '404' || !existsSync(path)) {
    response.writeHead(wrong === '500' ? 500 : 404).end('no');
    note(query, wrong === '500' ? 500 : 404, 0);
    return;
  }
  if (wrong === 'html') {
    response.end('<html><body>Sign in to the WiFi of this place</body></html>');
    note(query, 200, 0);
    return;
  }
  sendFile(query, response, path, wrong);
}

function sendFile(query: IncomingMessage, response: ServerResponse, path: string, wrong: string): void {
  const size = wrong === 'truncate' ? Math.floor(statSync(path).size / 2) : statSync(path).size;
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(query.headers.range ?? '') ?? [];
  const from = Number(first ?? 0);
  const to = last === undefined || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    note(query, 416, 0);
    return;
  }
  const head = { 'content-length': to - from + 1, 'accept-ranges': 'bytes' };
  if (first === undefined) response.writeHead(200, head);
  else response.writeHead(206, { ...head, 'content-range': `bytes ${from}-${to}/${size}` });
  const sent = new Sent(wrong === 'close' ? 4_000_000 : Infinity, () => response.destroy());
  response.on('close', () => note(query, response.statusCode, sent.bytes));
  createReadStream(path, { start: from, end: to }).pipe(sent).pipe(response);
}

/** Counts what goes out, and breaks the connection when it was this much. */
class Sent extends Transform {
  bytes = 0;
  readonly limit: number;
  readonly atLimit: () => void;

  constructor(limit: number, atLimit: () => void) {
    super();
    this.limit = limit;
    this.atLimit = atLimit;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    done(null, chunk);
    if (this.bytes >= this.limit) setTimeout(this.atLimit, 50);
  }
}

const read = (name: string): Buffer => readFileSync(join(dir, name));
createServer({ key: read('server.key'), cert: read('server.crt') }, answer).listen(Number(port), host);
