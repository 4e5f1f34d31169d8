import { PasswordChange, SessionView, SignIn, Whoami } from '@hub/contracts';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Answers, type CookieJar, type WithCookies } from '@hub/nest-http';
import { sessionCookie } from './cookie';
import { LimitedTries } from './limited-tries';
import { OwnerOnly } from './owner-only';
import { AuthService } from './auth.service';

@Controller('api/v1')
export class SessionController {
  constructor(private readonly session: AuthService) {}

  @Get('session')
  @Answers('Whether the hub has an owner, and who is signed in', SessionView)
  show(@Req() request: WithCookies): Promise<SessionView> {
    return this.session.view(sessionCookie.read(request));
  }

  @Post('session')
  @HttpCode(200)
  @LimitedTries()
  @Answers('Signs in; the answer sets the cookie of the session', SessionView)
  signIn(
    @Body({ schema: SignIn }) request: SignIn,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<SessionView> {
    return this.session.signIn(request, reply);
  }

  @Delete('session')
  @HttpCode(204)
  signOut(@Req() request: WithCookies, @Res({ passthrough: true }) reply: CookieJar): Promise<void> {
    return this.session.signOut(sessionCookie.read(request), reply);
  }

  @Post('account/password')
  @HttpCode(200)
  @OwnerOnly()
  @LimitedTries()
  @Answers('Changes the password; every other session ends', SessionView)
  changePassword(
    @Body({ schema: PasswordChange }) request: PasswordChange,
    @Req() from: WithCookies,
  ): Promise<SessionView> {
    return this.session.changePassword(request, sessionCookie.read(from));
  }

  @Get('whoami')
  @Answers('Whose page this is: the same on the hub and on the server', Whoami)
  async whoAmI(@Req() request: WithCookies): Promise<Whoami> {
    return { where: 'hub', ...(await this.session.view(sessionCookie.read(request))) };
  }
}
