import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** An answer as it came over the line. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes that no client of Node would send, and reads until the connection ends. `ca`: over TLS with this trust. */
export const rawRequest = (url: string, text: string, ca?: string): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname: host, port: portText } = new URL(url);
    const port = Number(portText);
    const socket = ca === undefined ? connect(port, host) : connectTls({ port, host, ca, servername: 'localhost' });
    const chunks: Buffer[] = [];
    socket.once(ca === undefined ? 'connect' : 'secureConnect', () => socket.write(text, 'latin1'));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('error', reject).once('close', () => {
      const answer = Buffer.concat(chunks).toString();
      const end = answer.indexOf('\r\n\r\n');
      const status = Number(/^HTTP\/1\.[01] (\d{3}) /.exec(answer)?.[1] ?? 0);
      resolve({ status, head: answer.slice(0, Math.max(0, end)), body: end < 0 ? '' : answer.slice(end + 4) });
    });
  });

const LONG = 70_000;
const post = (...headers: string[]): string =>
  ['POST /api/v1/session HTTP/1.1', 'Host: localhost', ...headers, 'Connection: close', '', ''].join('\r\n');
const get = (path: string, ...headers: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers, 'Connection: close', '', ''].join('\r\n');

/** What is refused before any route is asked: what is sent, the status, and the end of the code. */
export const REFUSED_REQUESTS: readonly (readonly [what: string, text: string, status: number, code: string])[] = [
  ['a path that is no text', get('/%zz'), 400, 'BAD_REQUEST'],
  ['a path of half a letter', get('/api/v1/%c3'), 400, 'BAD_REQUEST'],
  ['a path of bytes', get('/\xff\xfe'), 400, 'BAD_REQUEST'],
  ['no request', 'hello\r\n\r\n', 400, 'BAD_REQUEST'],
  ['a TLS greeting where none is spoken', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400, 'BAD_REQUEST'],
  ['a method that there is not', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'BAD_REQUEST'],
  ['a version that there is not', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', 400, 'BAD_REQUEST'],
  ['a header without a name', get('/', ': x'), 400, 'BAD_REQUEST'],
  ['a header with a zero byte', get('/', 'X-A: a\0b'), 400, 'BAD_REQUEST'],
  ['a header with a blank in its name', get('/', 'X A: b'), 400, 'BAD_REQUEST'],
  ['two lengths', post('Content-Length: 1', 'Content-Length: 2'), 400, 'BAD_REQUEST'],
  ['a length and chunks', post('Content-Length: 1', 'Transfer-Encoding: chunked'), 400, 'BAD_REQUEST'],
  ['a length that is no number', post('Content-Length: 0x10'), 400, 'BAD_REQUEST'],
  ['a negative length', post('Content-Length: -1'), 400, 'BAD_REQUEST'],
  ['headers without an end', get('/', `X-Long: ${'a'.repeat(LONG)}`), 431, 'HEADERS_TOO_LARGE'],
  ['an address without an end', get(`/${'a'.repeat(LONG)}`), 431, 'HEADERS_TOO_LARGE'],
  ['an expectation', post('Expect: a cup of tea', 'Content-Length: 2'), 417, 'EXPECTATION'],
  ['HTTP/1.1 without a host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'BAD_REQUEST'],
];
