import { TLSSocket } from 'node:tls';
import { isOwnHost } from '@hub/domain/access';
import { ApiError, namedHosts, type RequestHead } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const NAME = /^\[?([^\]]{1,255}?)\]?(?::\d{1,5})?$/;

/**
 * Every name that a request is for must be one of the server: an address, `localhost`, one of `names`, or one of the certificate by
 * which the connection was made. So a page whose own name leads here reads nothing. Undefined: they are.
 */
export function hostFault(
  request: RequestHead & Pick<FastifyRequest, 'socket'>,
  names: readonly string[],
): ApiError | undefined {
  if (namedHosts(request).every((host) => isOwnHost(host, names) || isCertified(host, request.socket)))
    return undefined;
  return new ApiError(
    HttpStatus.MISDIRECTED,
    'SERVER_UNKNOWN_HOST',
    'The server does not answer under this name.',
    'Open it by its own address; another name goes into SERVER_HTTP_NAMES.',
  );
}

function isCertified(host: string | undefined, socket: FastifyRequest['socket']): boolean {
  const name = host && NAME.exec(host.slice(0, 300))?.[1]?.replace(/\.$/, '');
  if (!name || !(socket instanceof TLSSocket)) return false;
  return socket.getX509Certificate()?.checkHost(name) !== undefined;
}
