import { HouseholdRemoval, IssuedClaimCode, Mpan } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Controller, Delete, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod/mini';
import { TeamOnly } from '../access/team-guard';
import { HouseholdsService } from './households.service';

const Removal = z.object({ hubs: z._default(z.enum(['keep', 'unlink']), 'keep') });

@TeamOnly('members')
@Controller('api/v1/households')
export class HouseholdsController {
  constructor(private readonly households: HouseholdsService) {}

  @Post(':mpan/claim-code')
  @Answers('A new claim code for a household without an account; an older one is no longer valid', IssuedClaimCode)
  issue(@Param('mpan', { schema: Mpan }) mpan: string): Promise<IssuedClaimCode> {
    return this.households.issueClaimCode(mpan);
  }

  @Delete(':mpan/account')
  @Answers('Remove the account of a household; with hubs=unlink its hubs are revoked too', HouseholdRemoval)
  remove(
    @Param('mpan', { schema: Mpan }) mpan: string,
    @Query({ schema: Removal }) { hubs }: z.infer<typeof Removal>,
  ): Promise<HouseholdRemoval> {
    return this.households.removeAccount(mpan, hubs === 'unlink');
  }
}
