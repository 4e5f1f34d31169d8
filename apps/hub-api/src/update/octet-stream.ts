import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A body of bytes reaches its handler as a stream, of any length: it never lies in memory as a whole. */
export function streamBytes(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('application/octet-stream', (_request, payload, done) => {
      done(null, payload);
    });
}
