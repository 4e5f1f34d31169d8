import { createHash, randomBytes } from 'node:crypto';
import type { Cache } from '@hub/adapters/redis';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { ApiError } from '@hub/web-shell';
import { CACHE } from '../ports/ports';
import type { Account } from './accounts.service';

export const SESSION_LASTS_S = 30 * 86_400;
const TOKEN_BYTES = 32;

/**
 * Who is signed in. Kept in Redis alone: a start of the hub signs everyone out, and the card is never written. Only the
 * hash of a token is known here.
 */
@Injectable()
export class SessionsService {
  constructor(@Inject(CACHE) private readonly cache: Cache) {}

  /** The token of a new session. @throws ApiError 503 HUB_SESSIONS_AWAY */
  async open(account: Account): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.reached(() => this.cache.setFor(keyOf(token), account.name, SESSION_LASTS_S));
    return token;
  }

  /** @throws ApiError 503 HUB_SESSIONS_AWAY */
  async account(token: string | undefined): Promise<Account | null> {
    if (token === undefined) return null;
    const name = await this.reached(() => this.cache.get(keyOf(token)));
    return name === null ? null : { name };
  }

  async close(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.reached(() => this.cache.remove(keyOf(token)));
  }

  /** Ends everybody's session but for this one. @throws ApiError 503 HUB_SESSIONS_AWAY */
  async closeOthers(token?: string): Promise<void> {
    await this.reached(() => this.cache.removeAll(PREFIX, token === undefined ? undefined : keyOf(token)));
  }

  private async reached<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (cause) {
      const away = new ApiError(
        HttpStatus.SERVICE_UNAVAILABLE,
        'HUB_SESSIONS_AWAY',
        'The hub cannot look up who is signed in.',
        'Try again in a moment; if it stays, start the hub again.',
      );
      throw Object.assign(away, { cause });
    }
  }
}

const PREFIX = 'session:';

const keyOf = (token: string): string => `${PREFIX}${createHash('sha256').update(token).digest('base64url')}`;
