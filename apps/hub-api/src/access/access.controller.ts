import {
  AccessSettings,
  AuditList,
  InvitationAccept,
  InvitationMade,
  InvitationRequest,
  PeopleView,
  RowNumber,
  SessionView,
} from '@hub/contracts';
import { Answers, AnswersNothing, type CookieJar, LimitedTries, Needs } from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { AccessSettingsStore } from './access-settings.store';
import { AuditService } from './audit.service';
import { AuthService } from './auth.service';
import { PeopleService } from './people.service';
import { CurrentPerson } from './person';
import type { Session } from './session.store';

/** Who has access to this hub. */
@Controller('api/v1/access')
export class AccessController {
  constructor(
    private readonly people: PeopleService,
    private readonly auth: AuthService,
    private readonly settings: AccessSettingsStore,
    private readonly audit: AuditService,
  ) {}

  @Get('people')
  @Needs('access.manage')
  @Answers('The people of the household, and the invitations that can still be used', PeopleView)
  view(@CurrentPerson() owner: Session): Promise<PeopleView> {
    return this.people.view(owner);
  }

  @Delete('people/:name')
  @HttpCode(204)
  @Needs('access.manage', { freshPassword: true })
  @AnswersNothing('Removes a person: account and sessions end at once')
  remove(@Param('name') name: string, @CurrentPerson() owner: Session): Promise<void> {
    return this.people.remove(name, owner);
  }

  @Post('invitations')
  @Needs('access.manage', { freshPassword: true })
  @Answers('Makes an invitation that works once; its code is shown this once', InvitationMade)
  invite(
    @Body({ schema: InvitationRequest }) request: InvitationRequest,
    @CurrentPerson() owner: Session,
  ): Promise<InvitationMade> {
    return this.people.invite(request, owner);
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Needs('access.manage')
  @AnswersNothing('Takes an invitation back')
  withdraw(@Param('id', { schema: RowNumber }) id: number): Promise<void> {
    return this.people.withdraw(id);
  }

  @Post('invitations/accept')
  @Needs('open')
  @LimitedTries()
  @Answers('Makes the account of who was invited, and signs in', SessionView)
  async accept(
    @Body({ schema: InvitationAccept }) request: InvitationAccept,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<SessionView> {
    return this.auth.open(await this.people.accept(request), reply);
  }

  @Get('settings')
  @Needs('access.manage')
  @Answers('Whether readings may be looked at in the house without signing in', AccessSettings)
  show(): AccessSettings {
    return this.settings.now;
  }

  @Put('settings')
  @Needs('access.manage', { freshPassword: true })
  @Answers('Opens or closes reading in the house', AccessSettings)
  async change(
    @Body({ schema: AccessSettings }) settings: AccessSettings,
    @CurrentPerson() owner: Session,
  ): Promise<AccessSettings> {
    await this.settings.set(settings);
    await this.audit.note(owner.name, settings.openReading ? 'reading-opened' : 'reading-closed');
    return this.settings.now;
  }

  @Get('audit')
  @Needs('access.manage')
  @Answers('Who did what, the newest first; kept a year', AuditList)
  log(): Promise<AuditList> {
    return this.audit.list();
  }
}
