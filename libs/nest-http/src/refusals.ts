import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { HttpStatus } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error';
import { CORRELATION_HEADER, correlationIdOf } from './correlation';
import { errorAnswer, type Program } from './error-body';

/** What Node's parser ends a connection for, by its code; anything else is a request that cannot be read. */
const STATUS_OF: ReadonlyMap<string | undefined, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);
/** How long a refused connection may go on sending. */
const DRAIN_MS = 500;
const TYPE = 'application/json; charset=utf-8';

/** A parser's error as the `clientError` event brings it; `reason` names what of the request was wrong. */
export interface ParserError extends Error {
  readonly code?: string;
  readonly reason?: string;
}

/** Options of Fastify by which what it refuses before any route has the one form of an error, too. */
export function refusals(program: Program) {
  const answerTo = (status: number, message: string, id: string) =>
    errorAnswer(Object.assign(new Error(message), { statusCode: status }), id, program);
  return {
    http: { requireHostHeader: false },
    frameworkErrors: (
      error: Error & { readonly statusCode?: number },
      request: FastifyRequest,
      reply: FastifyReply,
    ) => {
      const id = correlationIdOf(request.raw);
      const { status, body } = answerTo(error.statusCode ?? HttpStatus.BAD_REQUEST, error.message, id);
      void reply.status(status).header(CORRELATION_HEADER, id).type(TYPE).send(JSON.stringify(body));
    },
    clientErrorHandler: (error: ParserError, socket: Socket) => {
      // What comes behind the refused bytes is read and dropped: a connection closed over unread bytes loses the answer.
      if (socket.writableEnded) return;
      // A connection that was reset hears nothing; half an answer is out where a body turned bad in the middle.
      if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
        socket.destroy();
        return;
      }
      const status = STATUS_OF.get(error.code) ?? HttpStatus.BAD_REQUEST;
      const why = error.reason ?? STATUS_CODES[status] ?? 'Bad Request';
      const id = randomUUID();
      const { body } = answerTo(status, `The request cannot be read: ${why}.`, id);
      socket.end(head(status, JSON.stringify(body), id));
      const end = setTimeout(() => socket.destroy(), DRAIN_MS);
      socket.once('close', () => clearTimeout(end));
    },
  };
}

/**
 * Gives every answer the id of its request, and refuses what Node would refuse without a word: HTTP/1.1 without a host, and `Expect` with
 * something else than `100-continue`.
 */
export function markRequests(app: NestFastifyApplication, program: Program): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      request.raw.id = request.id;
      void reply.header(CORRELATION_HEADER, request.id);
      done(request.headers.host === undefined && request.raw.httpVersion !== '1.0' ? noHost(program) : undefined);
    });
  const server: Server = app.getHttpServer();
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const id = correlationIdOf(request);
    const error = Object.assign(new Error('Only 100-continue may be expected.'), {
      statusCode: HttpStatus.EXPECTATION_FAILED,
    });
    const { status, body } = errorAnswer(error, id, program);
    const text = JSON.stringify(body);
    const length = Buffer.byteLength(text);
    response
      .writeHead(status, {
        'content-type': TYPE,
        'content-length': length,
        [CORRELATION_HEADER]: id,
        connection: 'close',
      })
      .end(text);
  });
}

const noHost = ({ prefix }: Program): ApiError =>
  new ApiError(
    HttpStatus.BAD_REQUEST,
    `${prefix}_BAD_REQUEST`,
    'The request does not say for which host it is.',
    'Send the header Host.',
  );

const head = (status: number, body: string, id: string): string =>
  [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `${CORRELATION_HEADER}: ${id}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    body,
  ].join('\r\n');

/** Node keeps the answer that is being sent on its socket. */
const isAnswering = (socket: Socket & { _httpMessage?: ServerResponse | null }): boolean =>
  socket._httpMessage?.headersSent === true;
