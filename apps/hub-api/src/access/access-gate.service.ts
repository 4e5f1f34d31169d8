import { networkInterfaces, hostname } from 'node:os';
import { isAllowed, isInHouse, type Network } from '@hub/domain/access';
import { ApiError, needOf } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { AccessSettingsStore } from './access-settings.store';
import { AccountsService, unclaimed } from './accounts.service';
import { sessionCookie } from './cookie';
import { markPerson } from './person';
import { expectOwnPage } from './request-rules';
import { type Session, SessionStore } from './session.store';

/** How long after it was typed a password lets in to what reaches beyond the page. */
const FRESH_S = 900;
/** Files of the page have no route of their own, and an unknown address has none. */
const PAGE_ROUTE = '/*';

/** Looks at every request before anything of its body is read: where it comes from, who sends it, and whether they may. */
@Injectable()
export class AccessGate {
  private readonly names: readonly string[];

  constructor(
    private readonly sessions: SessionStore,
    private readonly accounts: AccountsService,
    private readonly settings: AccessSettingsStore,
    @Inject(CONFIG) config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.names = ['cydynni', hostname().split('.', 1)[0] ?? '', ...config.http.names].filter((name) => name !== '');
  }

  /** When the right to this ends by itself, unix seconds; null: never. @throws ApiError 401, 403, 409, 421 or 503 */
  async admit(request: FastifyRequest): Promise<number | null> {
    return (await this.look(request, true))?.until ?? null;
  }

  /** For a request that was admitted and is not over: its password may have grown old. When its right ends by itself; null: never. */
  async readmit(request: FastifyRequest): Promise<number | null> {
    return (await this.look(request, false))?.until ?? null;
  }

  private async look(request: FastifyRequest, wantsFresh: boolean): Promise<Session | undefined> {
    const isPage = request.is404 || request.routeOptions.url === PAGE_ROUTE;
    expectOwnPage(request, isPage, this.names);
    if (isPage) return undefined;
    const need = needOf(request.routeOptions.config);
    if (need === undefined) throw notDeclared();
    const unauthenticated = { kind: 'unauthenticated', isInHouse: isInHouse(request.ip, ownNetworks()) } as const;
    if (isAllowed(unauthenticated, need.permission, this.settings.now) && !need.freshPassword) return undefined;
    const session = await this.sessions.find(sessionCookie.read(request));
    if (session === null) throw (await this.accounts.claimed()) ? signInNeeded() : unclaimed();
    if (!isAllowed({ kind: 'person', role: session.role }, need.permission, this.settings.now)) throw notAllowed();
    if (wantsFresh && need.freshPassword && !this.isFresh(session)) throw passwordNeeded();
    markPerson(request, session);
    return session;
  }

  private isFresh({ provedAt }: Session): boolean {
    const age = this.clock() - provedAt;
    return age >= 0 ? age <= FRESH_S : age > -FRESH_S;
  }
}

const ownNetworks = (): Network[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ address, cidr }) => (cidr === null ? [] : [{ address, prefixLength: Number(cidr.split('/')[1]) }]));

const signInNeeded = (): ApiError =>
  new ApiError(
    HttpStatus.UNAUTHORIZED,
    'SIGN_IN_NEEDED',
    'This is for people of the household who are signed in.',
    'Sign in and try again.',
  );

const notAllowed = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'NOT_ALLOWED',
    'Your account may not do that.',
    'Ask the owner of the hub to do it, or to give you the right.',
  );

const passwordNeeded = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'PASSWORD_NEEDED',
    'This needs your password again: you typed it some time ago.',
    'Confirm your password or sign in again, then repeat it.',
  );

const notDeclared = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'HUB_NOT_DECLARED',
    'The hub does not say who may do this, so it is refused.',
    'Report this address.',
  );
