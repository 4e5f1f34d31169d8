import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@hub/adapters/database';
import type { ApiKeyMade, ApiKeyRequest } from '@hub/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../ports/ports';
import type { Role } from './exchange';

/** As long as emoncms' own, so that devices with a field of that length take them. */
const KEY_BYTES = 16;

/** A key has 128 random bits: nobody can guess it, so a plain hash keeps it. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Keys of emoncms clients. The hub knows their hashes only, but for those that devices seal messages with; a key is shown
 * once, when it is made.
 */
@Injectable()
export class ApiKeysService {
  /** Asked once; a key that is made or taken back here is known at once. */
  private readonly roles = new Map<string, Role>();

  private sealing: Promise<readonly string[]> | null = null;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** `sealing`: the hub keeps the key itself, to open what a device seals with it. */
  async make({ role, sealing }: ApiKeyRequest): Promise<ApiKeyMade> {
    const key = randomBytes(KEY_BYTES).toString('hex');
    await this.database.addApiKey(hashOf(key), role, sealing ? key : undefined);
    this.sealing = null;
    return { role, key };
  }

  /** The write keys that devices seal their messages with. */
  async sealingKeys(): Promise<readonly string[]> {
    this.sealing ??= this.database.sealingKeys();
    try {
      return await this.sealing;
    } catch (error) {
      this.sealing = null;
      throw error;
    }
  }

  /** Takes back every key of a role. */
  async revoke(role: 'read' | 'write'): Promise<void> {
    await this.database.removeApiKeys(role);
    this.roles.clear();
    this.sealing = null;
  }

  /** What a key may do; undefined for a key that nobody made. */
  async roleOf(key: string): Promise<Role | undefined> {
    const hash = hashOf(key);
    const known = this.roles.get(hash);
    if (known !== undefined) return known;
    const role = await this.database.apiKeyRole(hash);
    if (role !== undefined) this.roles.set(hash, role);
    return role;
  }
}
