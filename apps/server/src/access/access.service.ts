import type { Account, CommunityDatabase, Hub, TeamKey } from '@hub/adapters/server-database';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, DATABASE } from '../ports/ports';
import type { Caller } from './caller';

const refuse = (code: string, message: string, action: string) =>
  new ApiError(HttpStatus.UNAUTHORIZED, code, message, action);

/** Who asks: a household by its key, its hub's certificate or its session; a hub; a person of the team. */
@Injectable()
export class AccessService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined for the public; 401 for a key or certificate that opens nothing, so that a caller learns that it is wrong. */
  async memberOf(caller: Caller): Promise<number | undefined> {
    if (caller.authorization !== undefined) {
      const key = bearer(caller);
      const member = key === undefined ? undefined : await this.database.memberOfKey(key);
      if (member !== undefined) return member;
      throw refuse(
        'SERVER_UNAUTHORIZED',
        'This key opens nothing.',
        'Send the key of your household: Authorization: Bearer <key>.',
      );
    }
    if (caller.certificate !== undefined) return (await this.hub(caller)).memberId;
    return (await this.account(caller))?.memberId;
  }

  /** 401 for the public. */
  async member(caller: Caller): Promise<number> {
    const member = await this.memberOf(caller);
    if (member !== undefined) return member;
    throw refuse('SERVER_UNAUTHORIZED', 'This belongs to a household.', 'Sign in, or send the key of your household.');
  }

  /** The account that is signed in. */
  async account({ session }: Caller): Promise<Account | undefined> {
    return session === undefined ? undefined : this.database.accounts.accountOfSession(session, this.now());
  }

  /** 401 when no one is signed in. */
  async signedIn(caller: Caller): Promise<Account> {
    const account = await this.account(caller);
    if (account !== undefined) return account;
    throw refuse(
      'SIGN_IN_NEEDED',
      'No one is signed in.',
      'Sign in with the e-mail address and password of your account.',
    );
  }

  /** The hub whose certificate is shown: of our own authority, in time, not revoked. */
  async hub({ certificate }: Caller): Promise<Hub> {
    if (certificate === undefined) {
      throw refuse(
        'CERTIFICATE_NEEDED',
        'This is for hubs, which show their certificate.',
        'Link the hub to an account.',
      );
    }
    const { distrust, notAfter, serial } = certificate;
    // A connection may have been open for longer than the certificate is good.
    if (distrust === 'CERT_HAS_EXPIRED' || notAfter <= this.now()) {
      throw refuse('CERTIFICATE_EXPIRED', 'The hub’s certificate has ended.', 'Link the hub to its account again.');
    }
    const hub = distrust === undefined ? await this.database.hubs.hubOfCertificate(serial) : undefined;
    if (hub === undefined) {
      throw refuse('CERTIFICATE_UNKNOWN', 'This certificate is not from here.', 'Link the hub to an account.');
    }
    if (hub === 'revoked') {
      throw refuse('CERTIFICATE_REVOKED', 'This certificate is no longer valid.', 'Link the hub to its account again.');
    }
    return hub;
  }

  /** The team's key. */
  async team(caller: Caller): Promise<TeamKey> {
    const key = bearer(caller);
    const known = key === undefined ? undefined : await this.database.team.keyOf(key);
    if (known !== undefined) return known;
    throw refuse(
      'TEAM_KEY_NEEDED',
      'This is for the project’s team.',
      'Send a key of the team: Authorization: Bearer <key>.',
    );
  }

  private now(): number {
    return Math.floor(this.clock());
  }
}

const bearer = ({ authorization }: Caller): string | undefined =>
  authorization === undefined ? undefined : /^Bearer ([\w-]{20,64})$/.exec(authorization)?.[1];
