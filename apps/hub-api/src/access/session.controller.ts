import { PasswordChange, PasswordConfirmation, SessionList, SessionView, SignIn, Whoami } from '@hub/contracts';
import {
  Answers,
  AnswersNothing,
  type CookieJar,
  LimitedTries,
  Needs,
  triesAt,
  type WithCookies,
} from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { AuthService } from './auth.service';
import { sessionCookie } from './cookie';
import { CurrentPerson } from './person';
import { SessionListService } from './session-list.service';
import type { Session } from './session.store';

@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionListService,
  ) {}

  @Get('session')
  @Needs('open')
  @Answers('Whether the hub has an owner, and who is signed in', SessionView)
  show(@Req() request: WithCookies): Promise<SessionView> {
    return this.auth.view(sessionCookie.read(request));
  }

  @Post('session')
  @HttpCode(200)
  @Needs('open')
  @LimitedTries(triesAt('name'))
  @Answers('Signs in; the answer sets the cookie of the session', SessionView)
  signIn(
    @Body({ schema: SignIn }) request: SignIn,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<SessionView> {
    return this.auth.signIn(request, reply);
  }

  @Post('session/confirm')
  @HttpCode(200)
  @Needs('self')
  @LimitedTries()
  @Answers('Takes the password once more, before what reaches beyond the page', SessionView)
  confirm(
    @Body({ schema: PasswordConfirmation }) body: PasswordConfirmation,
    @CurrentPerson() person: Session,
    @Req() request: WithCookies,
  ): Promise<SessionView> {
    return this.auth.confirm(body, person, sessionCookie.read(request) ?? '');
  }

  @Delete('session')
  @HttpCode(204)
  @Needs('open')
  @AnswersNothing('Signs out')
  signOut(@Req() request: WithCookies, @Res({ passthrough: true }) reply: CookieJar): Promise<void> {
    return this.auth.signOut(sessionCookie.read(request), reply);
  }

  @Get('sessions')
  @Needs('self')
  @Answers('Sessions with device and last use: one’s own; the owner sees everyone’s', SessionList)
  list(@CurrentPerson() person: Session, @Req() request: WithCookies): Promise<SessionList> {
    return this.sessions.list(person, sessionCookie.read(request));
  }

  @Delete('sessions')
  @HttpCode(204)
  @Needs('self')
  @AnswersNothing('Ends every session but this one')
  endOthers(@CurrentPerson() person: Session, @Req() request: WithCookies): Promise<void> {
    return this.sessions.end(person, sessionCookie.read(request));
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Needs('self')
  @AnswersNothing('Ends a session')
  end(@Param('id') id: string, @CurrentPerson() person: Session, @Req() request: WithCookies): Promise<void> {
    return this.sessions.end(person, sessionCookie.read(request), id);
  }

  @Post('account/password')
  @HttpCode(200)
  @Needs('self')
  @LimitedTries()
  @Answers('Changes the password; every other session ends, and with the owner’s all keys and SSH', SessionView)
  changePassword(
    @Body({ schema: PasswordChange }) request: PasswordChange,
    @CurrentPerson() person: Session,
    @Req() from: WithCookies,
  ): Promise<SessionView> {
    return this.auth.changePassword(request, person, sessionCookie.read(from));
  }

  @Get('whoami')
  @Needs('open')
  @Answers('Whose page this is: the same on the hub and on the server', Whoami)
  async whoAmI(@Req() request: WithCookies): Promise<Whoami> {
    return { where: 'hub', ...(await this.auth.view(sessionCookie.read(request))) };
  }
}
