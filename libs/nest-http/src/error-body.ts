import type { ErrorBody } from '@hub/contracts';
import { SeriesError } from '@hub/domain/series';
import { ZoneError } from '@hub/domain/time';
import { HttpException, HttpStatus } from '@nestjs/common';
import { ApiError } from './api-error';
import { withoutParameters } from './without-parameters';

/** A status and the body that goes with it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
  /** True for an error of ours: the log gets all of it, the caller nothing. */
  readonly internal: boolean;
}

/** Whose errors these are: the start of their codes, and how it calls itself. */
export interface Program {
  readonly prefix: string;
  readonly name: string;
}

/** Nest has no name for it. */
const HEADERS_TOO_LARGE = 431;
const ACTIONS: Readonly<Record<number, readonly [code: string, action: string]>> = {
  [HttpStatus.BAD_REQUEST]: ['BAD_REQUEST', 'Correct the named parameters; /api/docs describes them.'],
  [HttpStatus.UNAUTHORIZED]: ['UNAUTHORIZED', 'Send the key of your household: Authorization: Bearer <key>.'],
  [HttpStatus.FORBIDDEN]: ['FORBIDDEN', 'Check the address; /api/docs lists what there is.'],
  [HttpStatus.NOT_FOUND]: ['NOT_FOUND', 'Check the address; /api/docs lists what there is.'],
  [HttpStatus.METHOD_NOT_ALLOWED]: ['BAD_METHOD', '/api/docs lists what there is.'],
  [HttpStatus.PAYLOAD_TOO_LARGE]: ['TOO_LARGE', 'Send less at a time.'],
  [HttpStatus.URI_TOO_LONG]: ['ADDRESS_TOO_LONG', 'Shorten the address; what is long goes into the body.'],
  [HttpStatus.EXPECTATION_FAILED]: ['EXPECTATION', 'Leave the header Expect away.'],
  [HEADERS_TOO_LARGE]: ['HEADERS_TOO_LARGE', 'Send fewer or shorter headers and cookies.'],
  [HttpStatus.UNSUPPORTED_MEDIA_TYPE]: ['BAD_MEDIA_TYPE', 'Send JSON.'],
  [HttpStatus.REQUEST_TIMEOUT]: ['TOO_SLOW', 'Send it again on a better connection.'],
  [HttpStatus.TOO_MANY_REQUESTS]: ['TOO_MANY_TRIES', 'Wait a quarter of an hour, then try again.'],
  [HttpStatus.SERVICE_UNAVAILABLE]: ['BUSY', 'Close what is no longer looked at, or try again in a moment.'],
};

/** What Fastify and its plugins refuse by a status of their own is the caller's mistake too, never ours. */
const REFUSED = ['REFUSED', 'Correct the request; /api/docs describes what there is.'] as const;
const isCallers = (status: number): boolean => status >= 400 && status < 500;

/** The one form of an error. What is not meant for callers is `…_INTERNAL` to them. */
export function errorAnswer(error: unknown, correlationId: string, of: Program): ErrorAnswer {
  const answer = (status: number, code: string, message: string, action: string): ErrorAnswer => ({
    status,
    body: { error: { code, message, action, correlationId } },
    internal: false,
  });
  if (error instanceof ApiError) return answer(error.getStatus(), error.code, error.message, error.action);
  if (error instanceof SeriesError || error instanceof ZoneError)
    return answer(HttpStatus.CONFLICT, error.code, error.message, error.action);
  const status = statusOf(error);
  const known = ACTIONS[status] ?? (isCallers(status) ? REFUSED : undefined);
  if (known) return answer(status, `${of.prefix}_${known[0]}`, withoutParameters(messageOf(error)), known[1]);
  return {
    ...answer(
      HttpStatus.INTERNAL_SERVER_ERROR,
      `${of.prefix}_INTERNAL`,
      `${of.name} made a mistake.`,
      'Try again; if it stays, report the correlation id.',
    ),
    internal: true,
  };
}

/** Nest's exceptions and those of Fastify before any handler both carry a status. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const code: unknown =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof code === 'number' && isCallers(code) ? code : HttpStatus.INTERNAL_SERVER_ERROR;
}

function messageOf(error: unknown): string {
  if (error instanceof HttpException) {
    const response = error.getResponse();
    const message: unknown = typeof response === 'object' && 'message' in response ? response.message : undefined;
    if (Array.isArray(message)) return message.join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
