import type { CommunityDatabase, TeamKey } from '@hub/adapters/server-database';
import type { AuditPage, AuditQuery, NewTeamKey, TeamKeyList, TeamKeyMade } from '@hub/contracts';
import { teamMayGive } from '@hub/domain/access';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../ports/ports';

/** The team's keys, and what was done with them. */
@Injectable()
export class TeamKeysService {
  constructor(@Inject(DATABASE) private readonly database: CommunityDatabase) {}

  async list(): Promise<TeamKeyList> {
    const keys = await this.database.team.keys();
    return {
      keys: keys.map(({ id, name, scopes, createdAt }) => ({
        ...{ id, name, scopes: [...scopes] },
        createdAt: Math.floor(createdAt.getTime() / 1000),
      })),
    };
  }

  /** @throws ApiError 403 TEAM_SCOPE_NOT_OWN */
  async make({ name, scopes }: NewTeamKey, by: TeamKey): Promise<TeamKeyMade> {
    if (teamMayGive(by.scopes, scopes)) return this.database.team.issue(name, scopes);
    throw new ApiError(
      HttpStatus.FORBIDDEN,
      'TEAM_SCOPE_NOT_OWN',
      'A key gives no scope that it does not have.',
      `This key has: ${by.scopes.join(', ')}.`,
    );
  }

  /** @throws ApiError 404 TEAM_KEY_UNKNOWN */
  async revoke(id: string): Promise<TeamKeyList> {
    if (await this.database.team.revoke(id)) return this.list();
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'TEAM_KEY_UNKNOWN',
      `There is no key ${id}.`,
      'GET /api/v1/team/keys lists the keys.',
    );
  }

  async audit({ before, limit }: AuditQuery): Promise<AuditPage> {
    const rows = await this.database.team.audit(limit, before);
    const entries = rows.map(({ name, ...row }) => ({ ...row, by: name }));
    return { entries, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  }
}
