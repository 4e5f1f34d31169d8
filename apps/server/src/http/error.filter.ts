import { DatabaseAway } from '@hub/adapters/database';
import { ApiError, errorAnswer, pageFor } from '@hub/nest-http';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpStatus,
  Inject,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const SERVER = { prefix: 'SERVER', name: 'The server' };

/** The one place where an error becomes an answer. An address that only the page knows gets the page. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(@Inject(CONFIG) private readonly config: ServerConfig) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const page = error instanceof NotFoundException && this.config.kioskDir !== undefined ? pageFor(request) : null;
    if (page !== null) return reply.status(200).sendFile(page);
    const answer = errorAnswer(error instanceof DatabaseAway ? databaseAway() : error, request.id, SERVER);
    if (answer.internal) this.logger.error({ err: error, correlationId: request.id }, 'unexpected error');
    if (reply.raw.headersSent) {
      // Half an answer is out: breaking it off is the only way left to say that it is none.
      reply.raw.destroy();
      return undefined;
    }
    return reply.status(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
  }
}

const databaseAway = () =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'SERVER_DATABASE_AWAY',
    'The server’s database is away.',
    'Try again in a moment.',
  );
