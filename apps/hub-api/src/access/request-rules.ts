import { isOwnHost } from '@hub/domain/access';
import { ApiError, isForeign, namedHosts, type RequestHead } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const READING = ['GET', 'HEAD', 'OPTIONS'];

type Head = Pick<FastifyRequest, 'method' | 'protocol'> & RequestHead;

/**
 * What a browser says of where a request comes from. `names`: see `isOwnHost`. `isPage`: the file of a page, which a link on
 * another site may open.
 *
 * @throws ApiError 421 HUB_UNKNOWN_HOST, 403 HUB_FOREIGN_PAGE
 */
export function expectOwnPage(request: Head, isPage: boolean, names: readonly string[]): void {
  const { method, headers, protocol } = request;
  if (!namedHosts(request).every((host) => isOwnHost(host, names))) throw unknownHost();
  if (!READING.includes(method) && isForeign(headers.origin, headers.host, protocol)) throw foreignPage();
  if (!isPage && headers['sec-fetch-site'] === 'cross-site') throw foreignPage();
}

const foreignPage = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'HUB_FOREIGN_PAGE',
    'A page of another site asked for this.',
    'Open the hub’s own page and do it there.',
  );

const unknownHost = (): ApiError =>
  new ApiError(
    HttpStatus.MISDIRECTED,
    'HUB_UNKNOWN_HOST',
    'The hub does not answer under this name.',
    'Open it by cydynni.local or its address; another name goes into HUB_HTTP_NAMES.',
  );
