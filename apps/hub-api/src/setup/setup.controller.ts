import { ClaimRequest, LinkRequest, PasswordReset, SessionView, SetupView } from '@hub/contracts';
import { Body, Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
import { Answers, type CookieJar, LimitedTries, Needs } from '@hub/nest-http';
import { SetupViewService } from './setup-view.service';
import { SetupService } from './setup.service';

@Controller('api/v1/setup')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly views: SetupViewService,
  ) {}

  @Get()
  @Needs('open')
  @Answers('How far the first boot is, step by step', SetupView)
  show(): Promise<SetupView> {
    return this.views.now();
  }

  @Post('claim')
  @Needs('open')
  @LimitedTries(() => 'label')
  @Answers('Makes the owner’s account with the code from the label, and signs in', SetupView)
  claim(
    @Body({ schema: ClaimRequest }) request: ClaimRequest,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<SetupView> {
    return this.setup.claim(request, reply);
  }

  @Post('password')
  @HttpCode(200)
  @Needs('open')
  @LimitedTries(() => 'label')
  @Answers(
    'Gives the owner another password with the code from the label, ends every session, and signs in',
    SessionView,
  )
  resetPassword(
    @Body({ schema: PasswordReset }) request: PasswordReset,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<SessionView> {
    return this.setup.resetPassword(request, reply);
  }

  @Post('link')
  @Needs('link.manage', { freshPassword: true })
  @LimitedTries()
  @Answers('Links the hub to a CydYnni account', SetupView)
  link(@Body({ schema: LinkRequest }) request: LinkRequest): Promise<SetupView> {
    return this.setup.link(request);
  }

  @Delete('link')
  @Needs('link.manage', { freshPassword: true })
  @Answers('Gives the link up; what was pulled stays', SetupView)
  unlink(): Promise<SetupView> {
    return this.setup.unlink();
  }
}
