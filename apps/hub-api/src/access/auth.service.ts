import type { PasswordChange, PasswordConfirmation, SessionView, SignIn } from '@hub/contracts';
import type { CookieJar } from '@hub/nest-http';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from './accounts.service';
import { AuditService } from './audit.service';
import { sessionCookie } from './cookie';
import { Revocations } from './revocations';
import { type Session, SessionStore } from './session.store';

/** Signing in and out of this hub, and what a password decides. */
@Injectable()
export class AuthService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionStore,
    private readonly revocations: Revocations,
    private readonly audit: AuditService,
  ) {}

  async view(token: string | undefined): Promise<SessionView> {
    const session = await this.sessions.find(token);
    return { claimed: await this.accounts.claimed(), user: session && userOf(session) };
  }

  async signIn({ name, password }: SignIn, reply: CookieJar): Promise<SessionView> {
    return this.open(await this.accounts.signIn(name, password), reply);
  }

  /** Gives the browser a session of an account that has just proved itself. */
  async open(account: Account, reply: CookieJar): Promise<SessionView> {
    const { headers, ip } = reply.request;
    const token = await this.sessions.open(account, { device: headers['user-agent'] ?? '', address: ip });
    sessionCookie.set(reply, token);
    await this.audit.note(account.name, 'signed-in', ip);
    return { claimed: true, user: userOf(account) };
  }

  /** For what needs a password that was typed a short while ago. @throws ApiError 401 WRONG_PASSWORD */
  async confirm({ password }: PasswordConfirmation, { name }: Session, token: string): Promise<SessionView> {
    await this.accounts.signIn(name, password);
    await this.sessions.prove(token);
    return this.view(token);
  }

  /** Every other session ends, and all that this person was shown or gave out. @throws ApiError 401 WRONG_PASSWORD */
  async changePassword(
    { password, newPassword }: PasswordChange,
    person: Session,
    token: string | undefined,
  ): Promise<SessionView> {
    await this.accounts.signIn(person.name, password);
    const own = SessionStore.idOfToken(token);
    const isOther = (id: string, { name }: Session): boolean =>
      id !== own && (person.role === 'owner' || name === person.name);
    // Before, so that nothing is changed while sessions cannot be ended; after, for who just came in with the old one.
    await this.sessions.closeWhere(isOther);
    await this.accounts.setPassword(person, newPassword);
    await this.sessions.closeWhere(isOther);
    await this.revocations.run(person);
    await this.audit.note(person.name, 'password-changed');
    return { claimed: true, user: userOf(person) };
  }

  /** Gives the owner another password; nothing that was given out before is left. */
  async resetOwner(password: string): Promise<Account> {
    await this.sessions.closeWhere(() => true);
    const owner = await this.accounts.setOwnerPassword(password);
    await this.sessions.closeWhere(() => true);
    await this.revocations.run(owner);
    await this.audit.note(owner.name, 'password-reset');
    return owner;
  }

  async signOut(token: string | undefined, reply: CookieJar): Promise<void> {
    await this.sessions.close(token);
    sessionCookie.clear(reply);
  }
}

const userOf = ({ name, role }: Pick<Account, 'name' | 'role'>) => ({ name, role });
