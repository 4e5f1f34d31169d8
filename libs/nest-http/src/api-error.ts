import { HttpException, type HttpStatus } from '@nestjs/common';

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
