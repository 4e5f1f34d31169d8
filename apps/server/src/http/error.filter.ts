import { errorAnswer } from '@hub/web-shell';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const SERVER = { prefix: 'SERVER', name: 'The server' };

/** The one place where an error becomes an answer. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): unknown {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = errorAnswer(error, request.id, SERVER);
    if (answer.internal) this.logger.error({ err: error, correlationId: request.id }, 'unexpected error');
    if (reply.raw.headersSent) {
      // Half an answer is out: breaking it off is the only way left to say that it is none.
      reply.raw.destroy();
      return undefined;
    }
    return reply.status(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
  }
}
