import type { Account, ClaimResult, CommunityDatabase } from '@hub/adapters/server-database';
import { hashSecret, matchesSecret } from '@hub/adapters/system';
import type { AccountView, Credentials, NewAccount, PasswordChange } from '@hub/contracts';
import { ApiError, OneAtATime } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { SESSION_LASTS_S } from '../access/cookie';
import type { ServerConfig } from '../config/config';
import { foundHub } from '../hub-views/hub-views';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';
import { claimCodeHash } from './claim-code';

/** An account that was just signed in, and its cookie. */
export interface SignedIn {
  readonly view: AccountView;
  readonly token: string;
}

/** The hash of no password: an address that no one has costs a guesser the same time. */
const NO_ACCOUNT = `scrypt$16384$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Household accounts: made with a claim code, one for each household. */
@Injectable()
export class AccountsService {
  /** Each hash takes memory and a core for a moment. */
  private readonly hashing = new OneAtATime();

  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** @throws ApiError 403 CLAIM_CODE_UNKNOWN, 409 CLAIM_CODE_USED, 409 EMAIL_TAKEN */
  async create({ email, password, claimCode, language }: NewAccount): Promise<SignedIn> {
    const code = await this.hashing.run(() => claimCodeHash(claimCode));
    const hash = await this.hashing.run(() => hashSecret(password));
    const made = await this.database.accounts.claim(code, { email, password: hash, language }, this.now());
    if (made.ok) return this.open(made.account);
    throw refusal(made.why);
  }

  async signIn(credentials: Credentials): Promise<SignedIn> {
    return this.open(await this.verify(credentials));
  }

  /** @throws ApiError 401 WRONG_PASSWORD, which does not tell whether the address has an account */
  async verify({ email, password }: Credentials): Promise<Account> {
    const account = await this.database.accounts.byEmail(email);
    const matches = await this.hashing.run(() => matchesSecret(password, account?.password ?? NO_ACCOUNT));
    if (account !== undefined && matches) return account;
    throw new ApiError(
      HttpStatus.UNAUTHORIZED,
      'WRONG_PASSWORD',
      'E-mail address and password do not belong together.',
      'Check both and try again.',
    );
  }

  async signOut(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.database.accounts.closeSession(token);
  }

  /** Every other session of the account ends. @throws ApiError 401 WRONG_PASSWORD */
  async changePassword(account: Account, { password, newPassword }: PasswordChange, token?: string): Promise<void> {
    await this.verify({ email: account.email, password });
    await this.database.accounts.setPassword(account.id, await this.hashing.run(() => hashSecret(newPassword)));
    await this.database.accounts.closeOtherSessions(account.id, token);
  }

  async view({ memberId, email, language }: Account): Promise<AccountView> {
    const { key, name } = this.config.club;
    return {
      email,
      language: language === 'cy' ? 'cy' : 'en',
      household: { name: await this.database.accounts.memberName(memberId) },
      club: { key, name },
      hubs: (await this.database.hubs.hubsOf(memberId)).map(foundHub),
    };
  }

  private async open(account: Account): Promise<SignedIn> {
    const now = this.now();
    const token = await this.database.accounts.openSession(account.id, now + SESSION_LASTS_S, now);
    return { view: await this.view(account), token };
  }

  private now(): number {
    return Math.floor(this.clock());
  }
}

type Refused = Extract<ClaimResult, { readonly ok: false }>['why'];

const REFUSALS: Readonly<Record<Refused, readonly [HttpStatus, code: string, message: string, action: string]>> = {
  unknown: [
    HttpStatus.FORBIDDEN,
    'CLAIM_CODE_UNKNOWN',
    'This claim code is not known.',
    'Check it against the letter.',
  ],
  used: [
    HttpStatus.CONFLICT,
    'CLAIM_CODE_USED',
    'This claim code was used already.',
    'Sign in, or ask the co-op for help if it was not you.',
  ],
  email: [
    HttpStatus.CONFLICT,
    'EMAIL_TAKEN',
    'This e-mail address has an account already.',
    'Sign in, or take another address.',
  ],
};

const refusal = (why: Refused): ApiError => new ApiError(...REFUSALS[why]);
