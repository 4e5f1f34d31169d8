import type { PasswordChange, SessionView, SignIn } from '@hub/contracts';
import type { CookieJar } from '@hub/nest-http';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from './accounts.service';
import { sessionCookie } from './cookie';
import { SessionStore } from './session.store';

/** Signing in and out of this hub. */
@Injectable()
export class AuthService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionStore,
  ) {}

  async view(token: string | undefined): Promise<SessionView> {
    return { claimed: await this.accounts.claimed(), user: await this.sessions.account(token) };
  }

  async signIn({ name, password }: SignIn, reply: CookieJar): Promise<SessionView> {
    return this.open(await this.accounts.signIn(name, password), reply);
  }

  /** Gives the browser a session of an account that has just proved itself. */
  async open(account: Account, reply: CookieJar): Promise<SessionView> {
    sessionCookie.set(reply, await this.sessions.open(account));
    return { claimed: true, user: account };
  }

  /** Every other session ends. @throws ApiError 401 WRONG_PASSWORD or SIGN_IN_NEEDED */
  async changePassword({ password, newPassword }: PasswordChange, token: string | undefined): Promise<SessionView> {
    const name = (await this.sessions.account(token))?.name ?? '';
    await this.accounts.signIn(name, password);
    return { claimed: true, user: await this.setPassword(newPassword, token) };
  }

  /** Gives the owner another password and ends every session but one. */
  async setPassword(password: string, token?: string): Promise<Account> {
    // Once before, so that nothing is changed while nobody can be signed out; once after, for who just came in with the old one.
    await this.sessions.closeOthers(token);
    const owner = await this.accounts.setPassword(password);
    await this.sessions.closeOthers(token);
    return owner;
  }

  async signOut(token: string | undefined, reply: CookieJar): Promise<void> {
    await this.sessions.close(token);
    sessionCookie.clear(reply);
  }
}
