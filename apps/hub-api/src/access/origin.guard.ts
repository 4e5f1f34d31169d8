import { type CanActivate, type ExecutionContext, HttpStatus, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiError, isForeign } from '@hub/nest-http';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Nothing that a page of another site sends changes this hub, whatever cookies the browser adds. */
@Injectable()
export class OriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (READING.includes(method) || !isForeign(headers.origin, headers.host)) return true;
    throw new ApiError(
      HttpStatus.FORBIDDEN,
      'HUB_FOREIGN_PAGE',
      'A page of another site asked for this.',
      'Open the hub’s own page and do it there.',
    );
  }
}
