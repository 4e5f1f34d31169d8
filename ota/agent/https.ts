import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { OtaError } from '../ota-error';

/** A connection that is kept, or a session that is resumed, does not ask the clock again whether the server's certificate is in force. */
const connections = new Agent({ keepAlive: false, maxCachedSessions: 0 });

/** Who we are to a server that wants to know. PEM texts. */
export interface HttpsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** How the server is reached. */
export interface HttpsOptions {
  /** Certificates to trust instead of the system's. */
  readonly ca: string | undefined;
  readonly token: string | undefined;
  readonly identity?: HttpsIdentity | undefined;
  /** A server that says nothing for this long is given up. */
  readonly silenceS: number;
}

export interface Ask {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Asks over HTTPS and resolves at the answer's head. Throws {@link OtaError} `OTA_NOT_HTTPS`, or the network's error. */
export function ask(
  url: string,
  options: HttpsOptions,
  { method = 'GET', headers = {}, body, signal }: Ask = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (!url.startsWith('https://')) {
      reject(new OtaError('OTA_NOT_HTTPS', `${url} is not an https address`, 'Only https is used'));
      return;
    }
    const query = request(url, {
      agent: connections,
      method,
      headers: { ...headers, ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }) },
      timeout: options.silenceS * 1000,
      ...(options.ca !== undefined && { ca: options.ca }),
      ...options.identity,
      ...(signal && { signal }),
    });
    query.on('timeout', () => query.destroy(new OtaError('OTA_SILENT', 'the server fell silent', 'Tried again later')));
    query.on('error', reject);
    query.on('response', resolve);
    query.end(body);
  });
}

/** The whole answer as text; throws `OTA_TOO_LONG` past `limit` bytes, so that a wrong server cannot fill the memory. */
export async function readText(answer: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit)
      throw new OtaError('OTA_TOO_LONG', `the answer is longer than ${limit} bytes`, 'Check the server');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
