import { type ArgumentsHost, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorAnswer, type Program } from './error-body';
import { pageFor } from './page-for';

/** The one place where an error becomes an answer. An address that only the page knows gets the page. */
export abstract class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  /** `kioskDir`: where the page lies; undefined where there is none. */
  protected constructor(
    private readonly program: Program,
    private readonly kioskDir: string | undefined,
  ) {}

  /** An error of an adapter as callers are told. */
  protected translate(error: unknown): unknown {
    return error;
  }

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') {
      this.logger.error(error);
      return undefined;
    }
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const page = error instanceof NotFoundException && this.kioskDir !== undefined ? pageFor(request) : null;
    if (page !== null) return reply.status(200).sendFile(page);
    const answer = errorAnswer(this.translate(error), request.id, this.program);
    if (answer.internal) this.logger.error({ err: error, correlationId: request.id }, 'unexpected error');
    if (reply.raw.headersSent) {
      // Half an answer is out: breaking it off is the only way left to say that it is none.
      reply.raw.destroy();
      return undefined;
    }
    return reply.status(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
  }
}
