import type { Account, Hub } from '@hub/adapters/server-database';
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
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AccessService } from './access.service';
import { callerOf } from './caller';

/** Who was let in, for the call that comes next. */
interface Known {
  hub?: Hub;
  account?: Account;
  /** Name of the team's key. */
  teamMember?: string;
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest & Known>();

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

@Injectable()
export class TeamGuard implements CanActivate {
  constructor(private readonly access: AccessService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    request.teamMember = await this.access.team(callerOf(request));
    return true;
  }
}

const READING = ['GET', 'HEAD', 'OPTIONS'];

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
export const HubOnly = () => UseGuards(HubGuard);
/** For a household that is signed in. */
export const AccountOnly = () => UseGuards(AccountGuard);
/** For the project's team. */
export const TeamOnly = () => applyDecorators(ApiBearerAuth(), UseGuards(TeamGuard));

/** The hub that {@link HubOnly} let in. */
export const CurrentHub = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).hub);
/** Whose key {@link TeamOnly} let in. */
export const CurrentTeamMember = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).teamMember,
);
/** The account that {@link AccountOnly} let in. */
export const CurrentAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).account,
);
