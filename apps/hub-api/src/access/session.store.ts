import { createHash, randomBytes } from 'node:crypto';
import type { Cache } from '@hub/adapters/redis';
import { type Role, ROLES } from '@hub/domain/access';
import type { Instant } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import * as z from 'zod/mini';
import { CACHE, CLOCK, type Clock } from '../ports/ports';
import { type Away, reached } from './reached';

const AWAY: Away = { code: 'HUB_SESSIONS_AWAY', happened: 'The hub cannot look up who is signed in.' };

export const SESSION_LASTS_S = 30 * 86_400;
const TOKEN_BYTES = 32;
/** A session's last use is noted this seldom. */
const NOTE_USE_EVERY_S = 300;
/** Characters of a session's name for the page: enough to be one of its kind, of no use as a token. */
const ID_LENGTH = 16;

const Kept = z.object({
  name: z.string(),
  role: z.enum(ROLES),
  /** Unix seconds; null: without an end. */
  until: z.nullable(z.number()),
  openedAt: z.number(),
  usedAt: z.number(),
  /** When the password was last typed. */
  provedAt: z.number(),
  /** What the browser calls itself, and where it was. */
  device: z.string(),
  address: z.string(),
});

/** Who is signed in with a session, and since when. */
export type Session = Readonly<z.infer<typeof Kept>>;

/** Who signs in, and from where. */
export interface SignedIn {
  readonly name: string;
  readonly role: Role;
  readonly until: Instant | null;
}
export interface Device {
  readonly device: string;
  readonly address: string;
}

/**
 * Who is signed in. Kept in Redis alone: a start of the hub signs everyone out, and the card is never written. Only the
 * hash of a token is known here.
 */
@Injectable()
export class SessionStore {
  private readonly endings = new Subject<void>();

  /** Emits after sessions were ended. */
  readonly ended: Observable<void> = this.endings;

  constructor(
    @Inject(CACHE) private readonly cache: Cache,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The token of a new session. @throws ApiError 503 HUB_SESSIONS_AWAY */
  async open({ name, role, until }: SignedIn, from: Device): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = Math.floor(this.clock());
    await this.keep(keyOf(token), {
      name,
      role,
      until,
      openedAt: now,
      usedAt: now,
      provedAt: now,
      device: from.device.slice(0, 200),
      address: from.address,
    });
    return token;
  }

  /** Null for a token of no session. @throws ApiError 503 HUB_SESSIONS_AWAY */
  async find(token: string | undefined): Promise<Session | null> {
    if (token === undefined) return null;
    const key = keyOf(token);
    const session = parsed(await reached(() => this.cache.get(key), AWAY));
    const now = Math.floor(this.clock());
    if (session === null || (session.until !== null && session.until <= now)) return null;
    if (now - session.usedAt >= NOTE_USE_EVERY_S) await this.keep(key, { ...session, usedAt: now });
    return session;
  }

  /** The password was typed once more. */
  async prove(token: string): Promise<void> {
    const session = await this.find(token);
    if (session) await this.keep(keyOf(token), { ...session, provedAt: Math.floor(this.clock()) });
  }

  /** Sessions by their name for the page. */
  async list(): Promise<ReadonlyMap<string, Session>> {
    const all = await reached(() => this.cache.entries(PREFIX), AWAY);
    return new Map(
      [...all].flatMap(([key, text]): [string, Session][] => {
        const session = parsed(text);
        return session === null ? [] : [[idOf(key), session]];
      }),
    );
  }

  static idOfToken(token: string | undefined): string | undefined {
    return token === undefined ? undefined : idOf(keyOf(token));
  }

  async close(token: string | undefined): Promise<void> {
    if (token === undefined) return;
    await reached(() => this.cache.remove(keyOf(token)), AWAY);
    this.endings.next();
  }

  /** Ends the sessions that `isMeant` says. */
  async closeWhere(isMeant: (id: string, session: Session) => boolean): Promise<void> {
    const all = await reached(() => this.cache.entries(PREFIX), AWAY);
    for (const [key, text] of all) {
      const session = parsed(text);
      if (session === null || isMeant(idOf(key), session)) await reached(() => this.cache.remove(key), AWAY);
    }
    this.endings.next();
  }

  private async keep(key: string, session: Session): Promise<void> {
    await reached(() => this.cache.setFor(key, JSON.stringify(session), SESSION_LASTS_S), AWAY);
  }
}

const PREFIX = 'session:';

const keyOf = (token: string): string => `${PREFIX}${createHash('sha256').update(token).digest('base64url')}`;
const idOf = (key: string): string => key.slice(PREFIX.length, PREFIX.length + ID_LENGTH);

function parsed(text: string | null): Session | null {
  try {
    return text === null ? null : z.parse(Kept, JSON.parse(text));
  } catch {
    // Of another release: who it was signs in again.
    return null;
  }
}
