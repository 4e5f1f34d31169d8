import type { TeamKey } from '@hub/adapters/server-database';
import { AuditPage, AuditQuery, NewTeamKey, TeamKeyId, TeamKeyList, TeamKeyMade } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentTeamKey, TeamOnly } from '../access/team-guard';
import { TeamKeysService } from './team-keys.service';

@TeamOnly('keys')
@Controller('api/v1/team')
export class TeamKeysController {
  constructor(private readonly keys: TeamKeysService) {}

  @Get('keys')
  @Answers('Keys of the team that are good, with what they open', TeamKeyList)
  list(): Promise<TeamKeyList> {
    return this.keys.list();
  }

  @Post('keys')
  @Answers('A new key of the team; it is shown this once', TeamKeyMade)
  make(@Body({ schema: NewTeamKey }) wanted: NewTeamKey, @CurrentTeamKey() by: TeamKey): Promise<TeamKeyMade> {
    return this.keys.make(wanted, by);
  }

  @Delete('keys/:id')
  @Answers('Revoke a key of the team; it opens nothing from now on', TeamKeyList)
  revoke(@Param('id', { schema: TeamKeyId }) id: string): Promise<TeamKeyList> {
    return this.keys.revoke(id);
  }

  @Get('audit')
  @Answers('What the team changed and was refused, newest first', AuditPage)
  audit(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditPage> {
    return this.keys.audit(query);
  }
}
