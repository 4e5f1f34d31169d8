import type { FastifyRequest } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { emoncmsAddress } from './http-request';

/** Addresses whose body is bytes, whatever type a client gives it: `curl --data-binary` calls everything a form. */
const BYTES = /^\/(?:emoncms\/)?(?:feed\/(?:upload|sync)|input\/bulk(?:\.json)?\?(?:[^#]*&)?cb=1)/;
const BYTES_TYPE = 'application/x-emoncms-bytes';
/** What a device calls a message that it sealed with its key. No media type, so no parser could be found for it. */
const SEALED = 'aes128cbc';
export const SEALED_TYPE = 'application/x-emoncms-sealed';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
/** A block of emoncms' upload script has half a megabyte, one of its sync service up to one. */
const MAX_BYTES = 8_388_608;
const MAX_MULTIPART_BYTES = 1_048_576;

/** Lets bodies through that are no form and no JSON, and takes for a form what a client did not name. */
export function takeRawBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers, url } = request;
    if (headers['content-type'] === SEALED) headers['content-type'] = SEALED_TYPE;
    else if (request.method === 'POST' && BYTES.test(url)) headers['content-type'] = BYTES_TYPE;
    else if (isUnnamedForm(request)) headers['content-type'] = FORM_TYPE;
    done();
  });
  const options = { parseAs: 'buffer', bodyLimit: MAX_BYTES } as const;
  fastify.addContentTypeParser([BYTES_TYPE, SEALED_TYPE], options, (_request, body, done) => done(null, body));
  fastify.addContentTypeParser(
    MULTIPART,
    { parseAs: 'buffer', bodyLimit: MAX_MULTIPART_BYTES },
    (request: FastifyRequest, body: Buffer) => multipartFields(request.headers['content-type'] ?? '', body),
  );
}

const isUnnamedForm = ({ method, headers, url }: FastifyRequest): boolean =>
  method === 'POST' &&
  (headers['content-type'] === undefined || headers['content-type'].startsWith('text/plain')) &&
  emoncmsAddress(url) !== undefined;

/** The text fields of a form in parts, as PHP's curl and `curl -F` send it. */
async function multipartFields(type: string, body: Buffer): Promise<Record<string, string>> {
  // A megabyte at most, and text fields alone: what the advised library does more, streams and files, is not wanted.
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
    .formData()
    .catch(() => undefined);
  if (form === undefined) throw Object.assign(new Error('The form in parts cannot be read.'), { statusCode: 400 });
  return Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string'));
}
