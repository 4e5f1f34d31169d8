import type { Database } from '@hub/adapters/hub-database';
import { hashSecret, matchesSecret } from '@hub/adapters/system';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { ApiError, OneAtATime } from '@hub/nest-http';
import { CLOCK, type Clock, DATABASE } from '../ports/ports';
import { type Away, reached } from './reached';
import type { SignedIn } from './session.store';

/** A person with a password. */
export type Account = SignedIn;

const AWAY: Away = {
  code: 'HUB_DATABASE_AWAY',
  happened: 'The hub cannot look up its accounts: its database is away.',
};

/** The hash of no password: a name without an account costs a guesser the same time. */
const NO_PASSWORD = `scrypt$16384$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
/**
 * Hashes that may wait. Each address has its first try looked at: the owner waits behind those of many that guess, which takes
 * seconds, and is not sent away.
 */
const MOST_HASHES = 64;

/** The hub's local accounts. The owner's is made at the claim; there is none before, and so no default password. */
@Injectable()
export class AccountsService {
  /** An owner is never taken back while the hub runs. */
  private hasOwner = false;
  /** Each hash takes memory and a core for a moment. */
  private readonly hashing = new OneAtATime(MOST_HASHES);

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ApiError 503 HUB_DATABASE_AWAY */
  async claimed(): Promise<boolean> {
    this.hasOwner ||= await reached(() => this.database.hasOwner(), AWAY);
    return this.hasOwner;
  }

  /** Makes the owner. @throws ApiError 409 ALREADY_CLAIMED, 503 HUB_DATABASE_AWAY */
  async claim(name: string, password: string): Promise<Account> {
    const hash = await this.hash(password);
    const made = await reached(() => this.database.createOwner(name, hash), AWAY);
    this.hasOwner = true;
    if (!made) throw alreadyClaimed();
    return { name, role: 'owner', until: null };
  }

  /** @throws ApiError 401 WRONG_PASSWORD, which does not tell whether the name exists; 503 HUB_DATABASE_AWAY */
  async signIn(name: string, password: string): Promise<Account> {
    const [owner, member] = await reached(
      () => Promise.all([this.database.userByName(name), this.database.memberByName(name)]),
      AWAY,
    );
    const hash = owner?.passwordHash ?? member?.passwordHash ?? NO_PASSWORD;
    const matches = await this.hashing.run(() => matchesSecret(password, hash));
    if (matches && owner) return { name: owner.name, role: 'owner', until: null };
    const isOver = (member?.until ?? Infinity) <= this.clock();
    if (!matches || member === undefined || isOver) throw wrongPassword();
    return { name: member.name, role: member.role, until: member.until };
  }

  /** Gives an account another password. @throws ApiError 409 HUB_UNCLAIMED, 503 HUB_DATABASE_AWAY */
  async setPassword({ name, role }: Pick<Account, 'name' | 'role'>, password: string): Promise<void> {
    if (role === 'owner') {
      await this.setOwnerPassword(password);
      return;
    }
    const hash = await this.hash(password);
    await reached(() => this.database.setMemberPassword(name, hash), AWAY);
  }

  /** @throws ApiError 409 HUB_UNCLAIMED, 503 HUB_DATABASE_AWAY */
  async setOwnerPassword(password: string): Promise<Account> {
    const hash = await this.hash(password);
    const owner = await reached(() => this.database.setOwnerPassword(hash), AWAY);
    if (!owner) throw unclaimed();
    return { name: owner.name, role: 'owner', until: null };
  }

  /** @throws ServiceUnavailableException where too many wait */
  hash(password: string): Promise<string> {
    return this.hashing.run(() => hashSecret(password));
  }
}

const wrongPassword = (): ApiError =>
  new ApiError(
    HttpStatus.UNAUTHORIZED,
    'WRONG_PASSWORD',
    'Name and password do not belong together.',
    'Check both and try again.',
  );

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
