import type { SessionView, SignIn } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from './accounts.service';
import { type CookieJar, giveToken, takeToken } from './cookie';
import { SessionsService } from './sessions.service';

/** Signing in and out of this hub. */
@Injectable()
export class SessionService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
  ) {}

  async view(token: string | undefined): Promise<SessionView> {
    return { claimed: await this.accounts.claimed(), user: await this.sessions.account(token) };
  }

  async signIn({ name, password }: SignIn, reply: CookieJar): Promise<SessionView> {
    return this.open(await this.accounts.signIn(name, password), reply);
  }

  /** Gives the browser a session of an account that has just proved itself. */
  async open(account: Account, reply: CookieJar): Promise<SessionView> {
    giveToken(reply, await this.sessions.open(account));
    return { claimed: true, user: account };
  }

  async signOut(token: string | undefined, reply: CookieJar): Promise<void> {
    await this.sessions.close(token);
    takeToken(reply);
  }
}
