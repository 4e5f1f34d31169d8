import type { IncomingMessage } from 'node:http';
import { callerOf } from '@hub/domain/access';
import { ApiError } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Bodies that one caller, and all of them, may be sending at once. */
const MOST_OF_ONE = 8;
const MOST = 48;
const LOOK_EVERY_MS = 1_000;

export interface BodyLimits {
  /** A body of which nothing comes for this long is given up. */
  readonly idleMs: number;
  /** One that is not whole by then too, unless it is a stream of bytes: an update is long. */
  readonly wholeMs: number;
}
const LIMITS: BodyLimits = { idleMs: 15_000, wholeMs: 30_000 };

/** Bounds the bodies that are on their way: how many, and how slowly they may come. */
export class BodyWatch {
  private readonly open = new Map<IncomingMessage, string>();

  constructor(private readonly limits: BodyLimits = LIMITS) {}

  get size(): number {
    return this.open.size;
  }

  /** To be called before a body is read. @throws ApiError 503 HUB_BUSY */
  take(request: FastifyRequest, reply: FastifyReply): void {
    const { raw } = request;
    if (!hasBody(raw)) return;
    const caller = callerOf(request.ip);
    const own = [...this.open.values()].filter((each) => each === caller).length;
    if (own >= MOST_OF_ONE || this.open.size >= MOST) throw busy();
    this.open.set(raw, caller);
    const stop = this.watch(raw, isStream(request), () => giveUp(reply));
    const done = (): void => {
      stop();
      this.open.delete(raw);
    };
    raw.once('end', done).once('close', done).once('error', done);
  }

  private watch({ socket }: IncomingMessage, isLong: boolean, tooSlow: () => void): () => void {
    const began = performance.now();
    let seen = socket.bytesRead;
    let moved = began;
    const timer = setInterval(
      () => {
        const now = performance.now();
        if (socket.bytesRead !== seen) moved = now;
        seen = socket.bytesRead;
        const isLate = now - moved >= this.limits.idleMs || (!isLong && now - began >= this.limits.wholeMs);
        if (!isLate) return;
        clearInterval(timer);
        tooSlow();
      },
      Math.min(LOOK_EVERY_MS, this.limits.idleMs),
    );
    timer.unref();
    return () => clearInterval(timer);
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const isStream = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.startsWith('application/octet-stream') === true;

/** The answer may come before the body is whole; then the connection is of no use any more. */
function giveUp(reply: FastifyReply): void {
  const { raw, request } = reply;
  const socket = request.raw.socket;
  if (!raw.headersSent) {
    const { code, message, action } = tooSlow();
    const body = JSON.stringify({ error: { code, message, action, correlationId: request.id } });
    const length = Buffer.byteLength(body);
    socket.write(
      `HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
  request.raw.destroy();
}

const tooSlow = (): ApiError =>
  new ApiError(
    HttpStatus.REQUEST_TIMEOUT,
    'HUB_TOO_SLOW',
    'What was being sent stopped coming.',
    'Stay near the hub and send it again.',
  );

const busy = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'HUB_BUSY',
    'Too much is being sent to the hub at once.',
    'Wait for what is on its way, then try again.',
  );
