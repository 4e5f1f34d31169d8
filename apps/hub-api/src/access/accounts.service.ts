import type { Database } from '@hub/adapters/database';
import { hashSecret, matchesSecret } from '@hub/adapters/system';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { ApiError, OneAtATime } from '@hub/nest-http';
import { DATABASE } from '../ports/ports';
import { type Away, reached } from './reached';

/** Who may change things. */
export interface Account {
  readonly name: string;
}

const AWAY: Away = {
  code: 'HUB_DATABASE_AWAY',
  happened: 'The hub cannot look up its accounts: its database is away.',
};

/** The hash of no password: a name that nobody has costs a guesser the same time. */
const NOBODY = `scrypt$16384$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The hub's local accounts. Made at claim; there is none before, and so no default password. */
@Injectable()
export class AccountsService {
  /** An owner is never taken back while the hub runs. */
  private hasOwner = false;
  /** Each hash takes memory and a core for a moment. */
  private readonly hashing = new OneAtATime();

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws ApiError 503 HUB_DATABASE_AWAY */
  async claimed(): Promise<boolean> {
    this.hasOwner ||= await reached(() => this.database.hasOwner(), AWAY);
    return this.hasOwner;
  }

  /** Makes the owner. @throws ApiError 409 ALREADY_CLAIMED, 503 HUB_DATABASE_AWAY */
  async claim(name: string, password: string): Promise<Account> {
    const hash = await this.hashing.run(() => hashSecret(password));
    const made = await reached(() => this.database.createOwner(name, hash), AWAY);
    this.hasOwner = true;
    if (!made) throw alreadyClaimed();
    return { name };
  }

  /** @throws ApiError 401 WRONG_PASSWORD, which does not tell whether the name exists; 503 HUB_DATABASE_AWAY */
  async signIn(name: string, password: string): Promise<Account> {
    const user = await reached(() => this.database.userByName(name), AWAY);
    const matches = await this.hashing.run(() => matchesSecret(password, user?.passwordHash ?? NOBODY));
    if (!user || !matches)
      throw new ApiError(
        HttpStatus.UNAUTHORIZED,
        'WRONG_PASSWORD',
        'Name and password do not belong together.',
        'Check both and try again.',
      );
    return { name: user.name };
  }

  /** Gives the owner another password. @throws ApiError 409 HUB_UNCLAIMED, 503 HUB_DATABASE_AWAY */
  async setPassword(password: string): Promise<Account> {
    const hash = await this.hashing.run(() => hashSecret(password));
    const owner = await reached(() => this.database.setOwnerPassword(hash), AWAY);
    if (!owner) throw unclaimed();
    return { name: owner.name };
  }
}

export const unclaimed = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'HUB_UNCLAIMED',
    'This hub has no owner yet.',
    'Open Setup and claim it with the code on its label.',
  );

export const alreadyClaimed = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'ALREADY_CLAIMED',
    'This hub has an owner already.',
    'Sign in with the owner’s name and password.',
  );
