import { HttpException, HttpStatus } from '@nestjs/common';

/** An error that a caller can act on: a stable code, what happened, what to do. */
export class ApiError extends HttpException {
  constructor(
    status: HttpStatus,
    readonly code: string,
    message: string,
    readonly action: string,
  ) {
    super(message, status);
  }
}

export const feedUnknown = (id: number): ApiError =>
  new ApiError(
    HttpStatus.NOT_FOUND,
    'HUB_FEED_UNKNOWN',
    `There is no feed ${id}.`,
    'GET /api/v1/feeds lists the feeds.',
  );
