import type { Hub } from '@hub/adapters/server-database';
import { Enrolled, Enrolment, HubCertificate, HubContact, Renewal, UpdateStatus, UpdateTarget } from '@hub/contracts';
import { Answers, LimitedTries, triesAt } from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import { CurrentHub, HubOnly } from '../access/guards';
import { AccountsService } from '../accounts/accounts.service';
import { FactoryHubsService } from '../fleet/factory-hubs.service';
import { ReportsService } from '../fleet/reports.service';
import { TargetsService } from '../fleet/targets.service';
import { HubsService } from '../hubs/hubs.service';

/** What hubs call. All but the first with the certificate that the first gives them. */
@Controller('api/v1/hubs')
export class HubsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly hubs: HubsService,
    private readonly reports: ReportsService,
    private readonly targets: TargetsService,
    private readonly factory: FactoryHubsService,
  ) {}

  @Post('enrol')
  @LimitedTries(triesAt('email'))
  @Answers('Link a hub to the household of an account; gives it its certificate', Enrolled)
  async enrol(@Body({ schema: Enrolment }) body: Enrolment): Promise<Enrolled> {
    const account = await this.accounts.verify(body);
    await this.factory.check(body);
    return this.hubs.enrol(account, body);
  }

  @Post('self/renew')
  @HubOnly()
  @Answers('Another certificate, for the key of this request', HubCertificate)
  renew(@CurrentHub() hub: Hub, @Body({ schema: Renewal }) body: Renewal): Promise<HubCertificate> {
    return this.hubs.renew(hub, body);
  }

  @Delete('self')
  @HubOnly()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Unlink this hub; its certificates are revoked' })
  @ApiNoContentResponse()
  unlink(@CurrentHub() hub: Hub): Promise<void> {
    return this.hubs.remove(hub);
  }

  @Post('self/contact')
  @HubOnly()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Say that this hub is there, and how it stands' })
  @ApiNoContentResponse()
  contact(@CurrentHub() hub: Hub, @Body({ schema: HubContact }) body: HubContact): Promise<void> {
    return this.reports.contact(hub, body);
  }

  @Get('self/target')
  @HubOnly()
  @Answers('What the team wants this hub to run', UpdateTarget)
  target(@CurrentHub() hub: Hub): Promise<UpdateTarget> {
    return this.targets.ask(hub);
  }

  @Post('self/state')
  @HubOnly()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Say how the update of this hub stands' })
  @ApiNoContentResponse()
  state(@CurrentHub() hub: Hub, @Body({ schema: UpdateStatus }) body: UpdateStatus): Promise<void> {
    return this.reports.report(hub, body);
  }
}
