import type { CommunityDatabase, TeamKey } from '@hub/adapters/server-database';
import { type TeamScope, teamMay } from '@hub/domain/access';
import { ApiError } from '@hub/nest-http';
import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  HttpStatus,
  Inject,
  Injectable,
  Logger,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, CLOCK, DATABASE } from '../ports/ports';
import { AccessService } from './access.service';
import { callerOf } from './caller';
import { READING, requestOf } from './guards';

const SCOPE = 'team:scope';

/** Lets the team's keys in by their scopes. Whatever changes something, and whatever was refused, is in the audit log before it is done. */
@Injectable()
export class TeamGuard implements CanActivate {
  private readonly logger = new Logger('team');

  constructor(
    private readonly access: AccessService,
    private readonly reflector: Reflector,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const key = await this.access.team(callerOf(request));
    const scope = this.reflector.getAllAndOverride<TeamScope>(SCOPE, [context.getHandler(), context.getClass()]);
    const looking = READING.includes(request.method);
    const may = teamMay(key.scopes, scope, looking);
    if (!may || !looking) await this.note(request, context.switchToHttp().getResponse<FastifyReply>(), key);
    if (!may) throw scopeNeeded(scope);
    request.teamKey = key;
    return true;
  }

  private async note(request: FastifyRequest, reply: FastifyReply, { id: keyId, name }: TeamKey): Promise<void> {
    const call = `${request.method} ${request.url}`;
    const at = Math.floor(this.clock());
    const id = await this.database.team.noteCall({ at, name, keyId, call, detail: detailOf(request.body) });
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : 499;
      this.database.team.noteStatus(id, status).catch((error: unknown) => this.logger.error(error));
    });
  }
}

/** A bundle is no text. */
const detailOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && !('pipe' in body) ? JSON.stringify(body) : '';

const scopeNeeded = (scope: TeamScope) =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'TEAM_SCOPE_NEEDED',
    `This key is not for this: it lacks the scope ${scope}.`,
    'Ask somebody of the team whose key may make keys for one with this scope.',
  );

/** For the project's team: to change something, with a key of this scope; to look, with one that may look. */
export const TeamOnly = (scope: TeamScope) =>
  applyDecorators(ApiSecurity('team'), SetMetadata(SCOPE, scope), UseGuards(TeamGuard));

/** The key that {@link TeamOnly} let in. */
export const CurrentTeamKey = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).teamKey,
);
/** Whose key {@link TeamOnly} let in. */
export const CurrentTeamMember = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).teamKey?.name,
);
