import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const pack = promisify(gzip);
/** Less than this fits into one packet as it is. */
const WORTH_PACKING_BYTES = 1400;

/**
 * JSON that is read again costs little: each answer of a GET has a mark of its content (`ETag`), who sends the mark back is told that
 * nothing changed, and long answers go packed. Nothing is kept by anything between the two, because answers differ by who asks.
 */
export function conditionalAnswers(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload) => {
      const type = String(reply.getHeader('content-type') ?? '');
      if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
      if (!type.startsWith('application/json')) return payload;
      // Weak: packed or not, it says the same.
      const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
      void reply.header('etag', etag);
      if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
      void reply.header('vary', 'accept-encoding');
      if (isKnown(request.headers['if-none-match'], etag)) {
        void reply.code(304).removeHeader('content-type').removeHeader('content-length');
        return '';
      }
      if (payload.length < WORTH_PACKING_BYTES || !takesGzip(request.headers['accept-encoding'])) return payload;
      void reply.header('content-encoding', 'gzip').removeHeader('content-length');
      return pack(payload, { level: constants.Z_BEST_SPEED });
    });
}

/** Whether the asker holds this content already. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const marks = (ifNoneMatch ?? '').split(',').map((mark) => mark.trim().replace(/^W\//, ''));
  return marks.includes('*') || marks.includes(etag.replace(/^W\//, ''));
}

/** Whether the asker takes gzip: named with a weight above nothing, or covered by `*`. */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  const weights = new Map(
    (acceptEncoding ?? '').split(',').map((coding) => {
      const [name = '', ...parameters] = coding.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
