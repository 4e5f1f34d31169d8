import { DatabaseAway } from '@hub/adapters/mariadb';
import { ApiError, HttpErrorFilter, type Program } from '@hub/nest-http';
import { Catch, HttpStatus, Inject } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

export const PROGRAM: Program = { prefix: 'SERVER', name: 'The server' };

@Catch()
export class ErrorFilter extends HttpErrorFilter {
  constructor(@Inject(CONFIG) { kioskDir }: ServerConfig) {
    super(PROGRAM, kioskDir);
  }

  protected override translate(error: unknown): unknown {
    return error instanceof DatabaseAway ? databaseAway() : error;
  }
}

const databaseAway = () =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'SERVER_DATABASE_AWAY',
    'The server’s database is away.',
    'Try again in a moment.',
  );
