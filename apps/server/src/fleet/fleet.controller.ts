import {
  FactoryHubs,
  FactoryList,
  FleetHub,
  FleetPage,
  GroupName,
  GroupShare,
  GroupView,
  HubGroup,
  HubHold,
  HubIdText,
  HubLog,
  HubPin,
  wholeNumber,
} from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put, Query } from '@nestjs/common';
import * as z from 'zod/mini';
import { TeamOnly } from '../access/team-guard';
import { FactoryHubsService } from './factory-hubs.service';
import { FleetHubsService } from './fleet-hubs.service';

const Page = z.object({
  after: z.optional(HubIdText),
  limit: z._default(wholeNumber(1, 1000), 200),
});

@TeamOnly('fleet')
@Controller('api/v1/fleet')
export class FleetController {
  constructor(
    private readonly fleet: FleetHubsService,
    private readonly factory: FactoryHubsService,
  ) {}

  @Get('hubs')
  @Answers('Hubs by id, a page at a time', FleetPage)
  hubs(@Query({ schema: Page }) { after, limit }: z.infer<typeof Page>): Promise<FleetPage> {
    return this.fleet.page(after, limit);
  }

  @Post('factory-hubs')
  @HttpCode(HttpStatus.OK)
  @Answers('Add hubs to the factory’s list; from the first on, only hubs of the list are linked', FactoryList)
  list(@Body({ schema: FactoryHubs }) hubs: FactoryHubs): Promise<FactoryList> {
    return this.factory.add(hubs);
  }

  @Get('hubs/:id/log')
  @Answers('What happened to a hub, newest first', HubLog)
  log(@Param('id', { schema: HubIdText }) id: string): Promise<HubLog> {
    return this.fleet.log(id);
  }

  @Put('hubs/:id/target')
  @Answers('Pin a hub to a version, or give it back to the rollouts', FleetHub)
  pin(
    @Param('id', { schema: HubIdText }) id: string,
    @Body({ schema: HubPin }) { version }: z.infer<typeof HubPin>,
  ): Promise<FleetHub> {
    return this.fleet.set(id, { pin: version });
  }

  @Put('hubs/:id/hold')
  @Answers('Hold a hub where it is, or let it go', FleetHub)
  hold(
    @Param('id', { schema: HubIdText }) id: string,
    @Body({ schema: HubHold }) { hold }: z.infer<typeof HubHold>,
  ): Promise<FleetHub> {
    return this.fleet.set(id, { hold });
  }

  @Put('hubs/:id/group')
  @Answers('Put a hub into a group', FleetHub)
  group(
    @Param('id', { schema: HubIdText }) id: string,
    @Body({ schema: HubGroup }) { group }: z.infer<typeof HubGroup>,
  ): Promise<FleetHub> {
    return this.fleet.set(id, { group });
  }

  @Put('groups/:group')
  @Answers('Make a group a share of the fleet, chosen by chance', GroupView)
  share(
    @Param('group', { schema: GroupName }) group: string,
    @Body({ schema: GroupShare }) { percent }: z.infer<typeof GroupShare>,
  ): Promise<GroupView> {
    return this.fleet.share(group, percent);
  }
}
