import type { CommunityDatabase } from '@hub/adapters/server-database';
import { FetchAgain } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Body, Controller, HttpCode, HttpStatus, Inject, Logger, Post } from '@nestjs/common';
import { CurrentTeamMember, TeamOnly } from '../access/team-guard';
import { DATABASE } from '../ports/ports';

/** What the team wants of the settlement server. */
@TeamOnly('tariffs')
@Controller('api/v1/settlement')
export class RefetchController {
  private readonly logger = new Logger('sync');

  constructor(@Inject(DATABASE) private readonly database: CommunityDatabase) {}

  @Post('fetch-again')
  @HttpCode(HttpStatus.ACCEPTED)
  @Answers('Fetch days again with the next round, of the generator and of every member', FetchAgain)
  async fetchAgain(
    @Body({ schema: FetchAgain }) days: FetchAgain,
    @CurrentTeamMember() by: string,
  ): Promise<FetchAgain> {
    await this.database.fetchAgain(days);
    this.logger.log({ msg: 'days are fetched again', ...days, by });
    return days;
  }
}
