import { appendFileSync, createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join, normalize } from 'node:path';
import { Transform } from 'node:stream';

/*
 * The team's server as far as an update needs it: `node release-server.ts DIR HOST PORT`. Serves DIR/public over HTTPS
 * with byte ranges, misbehaves with bundles as DIR/fault says, and notes each request in DIR/requests. A program of its
 * own, because it stands on the lab network.
 */

const [dir = '', host = '', port = ''] = process.argv.slice(2);
const fault = (): string => (existsSync(join(dir, 'fault')) ? readFileSync(join(dir, 'fault'), 'utf8') : 'none');

/** After so many answers a server that is `silent-midway` gives none: RAUC has its header by then, and asks for blocks. */
const ANSWERS_BEFORE_SILENCE = 40;
let answers = 0;

/** Answers that are the same for every question. */
const fixed: Readonly<Record<string, readonly [number, string]>> = {
  '404': [404, 'no'],
  '500': [500, 'no'],
  html: [200, '<html><body>Sign in to the WiFi of this place</body></html>'],
};

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
  if (wrong === 'hang' || (wrong === 'silent-midway' && ++answers > ANSWERS_BEFORE_SILENCE)) {
    note(query, 0, 0);
    return;
  }
  const [status, text] = (existsSync(path) ? fixed[wrong] : fixed['404']) ?? [];
  if (status === undefined) {
    sendFile(query, response, path, wrong);
    return;
  }
  response.writeHead(status).end(text);
  note(query, status, 0);
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
  const atMost = wrong === 'close' ? Math.min(4_000_000, Math.ceil((to - from + 1) / 2)) : Infinity;
  const sent = new Sent(atMost, () => response.destroy());
  response.on('close', () => note(query, response.statusCode, sent.bytes));
  createReadStream(path, { start: from, end: to }).pipe(sent).pipe(response);
}

/** Lets this much out and counts it; then the connection breaks. */
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
    const out = chunk.subarray(0, this.limit - this.bytes);
    this.bytes += out.length;
    done(null, out);
    if (this.bytes >= this.limit) setTimeout(this.atLimit, 50);
  }
}

const read = (name: string): Buffer => readFileSync(join(dir, name));
createServer({ key: read('server.key'), cert: read('server.crt') }, answer).listen(Number(port), host);
