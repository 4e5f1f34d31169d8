import { createHash, randomBytes } from 'node:crypto';
import type { Cache } from '@hub/adapters/redis';
import { Inject, Injectable } from '@nestjs/common';
import { CACHE } from '../ports/ports';
import type { Account } from './accounts.service';
import { type Away, reached } from './reached';

const AWAY: Away = { code: 'HUB_SESSIONS_AWAY', happened: 'The hub cannot look up who is signed in.' };

export const SESSION_LASTS_S = 30 * 86_400;
const TOKEN_BYTES = 32;

/**
 * Who is signed in. Kept in Redis alone: a start of the hub signs everyone out, and the card is never written. Only the
 * hash of a token is known here.
 */
@Injectable()
export class SessionStore {
  constructor(@Inject(CACHE) private readonly cache: Cache) {}

  /** The token of a new session. @throws ApiError 503 HUB_SESSIONS_AWAY */
  async open(account: Account): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await reached(() => this.cache.setFor(keyOf(token), account.name, SESSION_LASTS_S), AWAY);
    return token;
  }

  /** @throws ApiError 503 HUB_SESSIONS_AWAY */
  async account(token: string | undefined): Promise<Account | null> {
    if (token === undefined) return null;
    const name = await reached(() => this.cache.get(keyOf(token)), AWAY);
    return name === null ? null : { name };
  }

  async close(token: string | undefined): Promise<void> {
    if (token !== undefined) await reached(() => this.cache.remove(keyOf(token)), AWAY);
  }

  /** Ends everybody's session but for this one. @throws ApiError 503 HUB_SESSIONS_AWAY */
  async closeOthers(token?: string): Promise<void> {
    await reached(() => this.cache.removeAll(PREFIX, token === undefined ? undefined : keyOf(token)), AWAY);
  }
}

const PREFIX = 'session:';

const keyOf = (token: string): string => `${PREFIX}${createHash('sha256').update(token).digest('base64url')}`;
