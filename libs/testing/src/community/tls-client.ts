import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and what proves whose it is. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  /** Sent as it is, as bytes. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly identity?: Identity | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
}

/** Asks over TLS, trusting `ca` alone. Each call has a connection of its own. */
export function askTls(url: string, ca: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', body, bytes, headers = {}, identity } = asked;
  const sent = bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
  const type = bytes ? 'application/octet-stream' : 'application/json';
  return new Promise((resolve, reject) => {
    const query = request(
      url,
      { method, ca, agent: false, ...identity, headers: { ...(sent && { 'content-type': type }), ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const all = Buffer.concat(chunks);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: all.toString('utf8'), bytes: all });
        });
      },
    );
    query.on('error', reject);
    query.end(sent);
  });
}

const openssl = (args: readonly string[], input?: string): string =>
  execFileSync('openssl', args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'ignore'] });

/** A new P-256 key and a request for it that would like to be `subject`. */
export function keyAndRequest(subject = '/CN=anybody'): { readonly key: string; readonly csr: string } {
  const key = openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
  // What this program hands over as standard input is a socket, which cannot be opened by name.
  const dir = mkdtempSync(join(tmpdir(), 'request-'));
  try {
    const file = join(dir, 'key');
    writeFileSync(file, key);
    return { key, csr: openssl(['req', '-new', '-key', file, '-subj', subject]) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A certificate by the authority in a folder (the server's own, or one of somebody else) that the server knows nothing of. */
export function signedBy(authorityDir: string, subject: string, days: number): Identity {
  const { key, csr } = keyAndRequest(subject);
  const ca = ['-CA', join(authorityDir, 'ca.pem'), '-CAkey', join(authorityDir, 'ca.key')];
  return { key, cert: openssl(['x509', '-req', ...ca, '-days', String(days), '-set_serial', '77'], csr) };
}
