import type { Account, Hub, TeamKey } from '@hub/adapters/server-database';
import { isForeign, ApiError } from '@hub/nest-http';
import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  HttpStatus,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AccessService } from './access.service';
import { callerOf } from './caller';

/** Who was let in, for the call that comes next. */
interface Known {
  hub?: Hub;
  account?: Account;
  teamKey?: TeamKey;
}

export const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest & Known>();

@Injectable()
export class HubGuard implements CanActivate {
  constructor(private readonly access: AccessService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    request.hub = await this.access.hub(callerOf(request));
    return true;
  }
}

@Injectable()
export class AccountGuard implements CanActivate {
  constructor(private readonly access: AccessService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    request.account = await this.access.signedIn(callerOf(request));
    return true;
  }
}

export const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Nothing that a page of another site sends changes anything, whatever cookies the browser adds. */
@Injectable()
export class OriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = requestOf(context);
    if (READING.includes(method) || !isForeign(headers.origin, headers.host)) return true;
    throw new ApiError(
      HttpStatus.FORBIDDEN,
      'SERVER_FOREIGN_PAGE',
      'A page of another site asked for this.',
      'Open the server’s own page and do it there.',
    );
  }
}

/** For hubs that show a certificate of ours. */
export const HubOnly = () => applyDecorators(ApiSecurity('hub'), UseGuards(HubGuard));
/** For a household that is signed in. */
export const AccountOnly = () => applyDecorators(ApiSecurity('session'), UseGuards(AccountGuard));

/** Described as asking for a household's key, its hub's certificate or its session; `isPublic`: or for none. The call itself looks. */
export const ForHousehold = ({ isPublic = false } = {}) =>
  applyDecorators(
    ...(isPublic ? [ApiSecurity({})] : []),
    ...['household', 'hub', 'session'].map((name) => ApiSecurity(name)),
  );

/** The hub that {@link HubOnly} let in. */
export const CurrentHub = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).hub);
/** The account that {@link AccountOnly} let in. */
export const CurrentAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).account,
);
