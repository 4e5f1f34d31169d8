import type { IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import { ErrorBody } from '@hub/contracts';
import { busy, CommunityError, connectionError, notUnderstood, unreachable } from './community-error';

export interface Ask {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly agent: Agent;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A connection on which nothing moves for this long is lost. */
const SILENCE_MS = 20_000;
/** Three years of daily summaries take a tenth of it. */
const MOST_BYTES = 16_777_216;

/** The head of an answer that the server gave and that means yes. @throws CommunityError for every other. */
export async function ask({ method, url, agent, headers, body }: Ask): Promise<IncomingMessage> {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, {
      method,
      agent,
      headers: {
        accept: 'application/json, application/octet-stream',
        ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }),
        ...headers,
      },
    });
    sent.setTimeout(SILENCE_MS, () => sent.destroy(unreachable('it fell silent')));
    sent.on('error', (error) => reject(connectionError(error)));
    sent.on('response', resolve);
    sent.end(payload);
  });
  const status = answer.statusCode ?? 0;
  if (status >= 200 && status < 300) return answer;
  throw await refusalOf(answer, status);
}

/** The bytes of an answer as they arrive. @throws CommunityError when it ends before its end. */
export async function* bytesOf(answer: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of answer) yield chunk as Buffer;
  } catch (error) {
    throw connectionError(error);
  }
  if (!answer.complete) throw unreachable('half an answer');
}

/** An answer in JSON. @throws CommunityError */
export async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  if (!isJson(answer)) {
    answer.destroy();
    throw notUnderstood(`it sends ${answer.headers['content-type'] ?? 'something unnamed'}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytesOf(answer)) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      answer.destroy();
      throw notUnderstood('an answer without end');
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (error) {
    throw notUnderstood('no JSON', error);
  }
}

const isJson = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('application/json') === true;

async function refusalOf(answer: IncomingMessage, status: number): Promise<CommunityError> {
  if (status >= 500 || status === 429) {
    answer.resume();
    return busy(status);
  }
  // A redirection, or a page that explains itself: not this server.
  if (status < 400) answer.resume();
  const body = status < 400 ? undefined : ErrorBody.safeParse(await jsonOf(answer));
  if (body?.success !== true) return notUnderstood(`status ${status}`);
  const { code, message, action } = body.data.error;
  return new CommunityError('SERVER_REFUSED', message, action, { status, reason: code });
}
