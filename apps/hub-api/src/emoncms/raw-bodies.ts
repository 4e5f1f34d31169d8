import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Addresses whose body is bytes, whatever type a client gives it: `curl --data-binary` calls everything a form. */
const BYTES = /^\/(?:emoncms\/)?(?:feed\/(?:upload|sync)|input\/bulk(?:\.json)?\?(?:.*&)?cb=1)/;
const BYTES_TYPE = 'application/x-emoncms-bytes';
/** What a device calls a message that it sealed with its key. No media type, so no parser could be found for it. */
const SEALED = 'aes128cbc';
export const SEALED_TYPE = 'application/x-emoncms-sealed';
/** A block of emoncms' upload script has half a megabyte, one of its sync service up to one. */
const MAX_BYTES = 8_388_608;

/** Lets bodies through that are no form and no JSON. */
export function takeRawBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers, url } = request;
    if (headers['content-type'] === SEALED) headers['content-type'] = SEALED_TYPE;
    else if (request.method === 'POST' && BYTES.test(url)) headers['content-type'] = BYTES_TYPE;
    done();
  });
  const options = { parseAs: 'buffer', bodyLimit: MAX_BYTES } as const;
  fastify.addContentTypeParser([BYTES_TYPE, SEALED_TYPE], options, (_request, body, done) => done(null, body));
}
