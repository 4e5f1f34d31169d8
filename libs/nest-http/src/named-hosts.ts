import type { FastifyRequest } from 'fastify';

export type RequestHead = Pick<FastifyRequest, 'headers' | 'originalUrl'> & {
  readonly raw: Pick<FastifyRequest['raw'], 'rawHeaders'>;
};

/** Every name that the request is for: the second of two, and the one in a whole address, which goes before the header. */
export function namedHosts({
  headers,
  originalUrl,
  raw: { rawHeaders },
}: RequestHead): readonly (string | undefined)[] {
  const inAddress = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#]{0,300})/i.exec(originalUrl.slice(0, 400))?.[1];
  const sent = rawHeaders.filter((_, n) => n % 2 === 1 && rawHeaders[n - 1]?.toLowerCase() === 'host');
  return [headers.host, ...sent, ...(inAddress === undefined ? [] : [inAddress])];
}
