import { ApiError, needOf } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A body with its key inside: a form of readings, or a sealed message of a sensor. */
const MOST_WITHOUT_KEY_BYTES = 65_536;

interface Keys {
  roleOf(key: string): Promise<unknown>;
}

/**
 * A long body for an emonCMS route is read only where its key came before it, in the address or in `Authorization`, and is one
 * of ours.
 *
 * @throws ApiError 401 HUB_KEY_FIRST
 */
export async function expectKeyFirst(request: FastifyRequest, keys: Keys): Promise<void> {
  if (request.is404 || needOf(request.routeOptions.config)?.permission !== 'by-key') return;
  const { headers } = request;
  const length = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity;
  if (length <= MOST_WITHOUT_KEY_BYTES) return;
  const key = keyIn(request);
  if (key === undefined || (await keys.roleOf(key)) === undefined) throw keyFirst();
}

function keyIn({ query, headers }: FastifyRequest): string | undefined {
  const given: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, 'apikey') : undefined;
  if (typeof given === 'string') return given;
  const [scheme, key, ...rest] = (headers.authorization ?? '').slice(0, 200).split(' ');
  return scheme?.toLowerCase() === 'bearer' && rest.length === 0 ? key : undefined;
}

const keyFirst = (): ApiError =>
  new ApiError(
    HttpStatus.UNAUTHORIZED,
    'HUB_KEY_FIRST',
    'A body of this length is read only with a valid key before it.',
    'Send the key in the address (apikey=…) or as Authorization: Bearer <key>.',
  );
