import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The build puts a hash of the content into these names: what is in them never changes. */
const HASHED = /-[A-Z0-9]{8}\.[a-z0-9]+(?:\.br|\.gz)?$/;
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** Serves the built kiosk, compressed by the build. Returns false where there is none yet. */
export async function serveKiosk(app: NestFastifyApplication, dir: string | undefined): Promise<boolean> {
  if (dir === undefined || !existsSync(dir)) return false;
  await app.register(fastifyStatic, {
    root: dir,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', HASHED.test(path) ? FOREVER : ASK_AGAIN);
    },
  });
  return true;
}
