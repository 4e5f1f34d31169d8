import type { CommunityDatabase } from '@hub/adapters/database';
import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { DATABASE } from '../ports/ports';

/** Who asks, by the key in `Authorization: Bearer <key>`. */
@Injectable()
export class AccessService {
  constructor(@Inject(DATABASE) private readonly database: CommunityDatabase) {}

  /** Undefined for the public; 401 for a key that opens nothing, so that a caller learns that its key is wrong. */
  async memberOf(authorization: string | undefined): Promise<number | undefined> {
    if (authorization === undefined) return undefined;
    const key = /^Bearer ([\w-]{20,64})$/.exec(authorization)?.[1];
    const member = key === undefined ? undefined : await this.database.memberOfKey(key);
    if (member === undefined) throw new UnauthorizedException('This key opens nothing.');
    return member;
  }

  /** 401 for the public. */
  async member(authorization: string | undefined): Promise<number> {
    const member = await this.memberOf(authorization);
    if (member === undefined) throw new UnauthorizedException('This belongs to a household.');
    return member;
  }
}
