import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { ErrorBody } from '@hub/contracts';
import type * as z from 'zod/mini';
import { TeamError, usage } from './team-error';

/** Where the server is and what opens it. */
export interface Connection {
  readonly url: string;
  readonly key: string;
  readonly ca: string | undefined;
}

export interface ConnectionOptions {
  readonly server?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly 'ca-file'?: string | undefined;
}

const SILENCE_MS = 60_000;

/**
 * What was told by options, else by the environment (HUB_TEAM_SERVER, HUB_TEAM_KEY_FILE, HUB_TEAM_CA_FILE), else the server that
 * `./hub up` runs in this checkout. @throws TeamError USAGE, TEAM_FILE
 */
export function connectionOf(
  options: ConnectionOptions,
  environment: Readonly<Record<string, string | undefined>>,
  local: string,
): Connection {
  const own = (name: string): string | undefined => (existsSync(join(local, name)) ? join(local, name) : undefined);
  const told = options.server ?? environment['HUB_TEAM_SERVER'];
  const address = own('address');
  const url = told ?? (address && text(address));
  const keyFile = options['key-file'] ?? environment['HUB_TEAM_KEY_FILE'] ?? own('team-key');
  if (url === undefined) throw usage('no server: --server URL, HUB_TEAM_SERVER, or ./hub up');
  if (keyFile === undefined) throw usage('no key of the team: --key-file FILE, or HUB_TEAM_KEY_FILE');
  const caFile = options['ca-file'] ?? environment['HUB_TEAM_CA_FILE'];
  return {
    url: url.replace(/\/$/, ''),
    key: text(keyFile),
    ca: trust(caFile ?? (told ? undefined : own('authority/ca.pem'))),
  };
}

const trust = (file: string | undefined): string | undefined => (file === undefined ? undefined : text(file));

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new TeamError('TEAM_FILE', error instanceof Error ? error.message : String(error), 'Check the path.');
  }
}

/** Calls of the team. A refusal of the server becomes a TeamError with its own code, message and action. */
export class TeamClient {
  constructor(private readonly connection: Connection) {}

  async get<T>(schema: z.ZodMiniType<T>, path: string): Promise<T> {
    return this.read(schema, await this.request('GET', path));
  }

  async send<T>(schema: z.ZodMiniType<T>, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.read(schema, await this.request(method, path, body === undefined ? undefined : { json: body }));
  }

  async upload<T>(schema: z.ZodMiniType<T>, path: string, file: string): Promise<T> {
    return this.read(schema, await this.request('PUT', path, { file }));
  }

  private read<T>(schema: z.ZodMiniType<T>, answer: { readonly status: number; readonly body: string }): T {
    const json: unknown = jsonOf(answer.body);
    const refusal = ErrorBody.safeParse(json);
    if (refusal.success) {
      const { code, message, action } = refusal.data.error;
      throw new TeamError(code, message, action);
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new TeamError(
      'TEAM_ANSWER',
      `The server's answer (${answer.status}) is none that is known.`,
      'Check its address.',
    );
  }

  private request(
    method: string,
    path: string,
    sent?: { readonly json: unknown } | { readonly file: string },
  ): Promise<{ readonly status: number; readonly body: string }> {
    const { url, key, ca } = this.connection;
    const bytes = sent && 'json' in sent ? Buffer.from(JSON.stringify(sent.json)) : undefined;
    const length = bytes?.length ?? (sent && 'file' in sent ? statSync(sent.file).size : undefined);
    const headers = {
      authorization: `Bearer ${key}`,
      ...(sent && { 'content-type': bytes ? 'application/json' : 'application/octet-stream' }),
      ...(length !== undefined && { 'content-length': length }),
    };
    return new Promise((resolve, reject) => {
      const options = { method, headers, timeout: SILENCE_MS };
      const target = `${url}/api/v1${path}`;
      const query = url.startsWith('https:')
        ? tlsRequest(target, { ...options, ...(ca !== undefined && { ca }) })
        : plainRequest(target, options);
      const failed = ({ message }: Error) =>
        reject(
          new TeamError(
            'TEAM_UNREACHABLE',
            `${url} cannot be asked: ${message}`,
            'Check the address and the certificate.',
          ),
        );
      query.on('timeout', () => query.destroy(new Error('it says nothing')));
      query.on('error', failed);
      query.on('response', (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        answer.on('error', failed);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      });
      if (sent && 'file' in sent) createReadStream(sent.file).on('error', failed).pipe(query);
      else query.end(bytes);
    });
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
