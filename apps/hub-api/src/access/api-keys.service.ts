import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@hub/adapters/hub-database';
import type { ApiKeyList, ApiKeyMade, ApiKeyRequest, ApiKeyRole } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock, DATABASE } from '../ports/ports';
import { AuditService } from './audit.service';
import { Revocations } from './revocations';

/** As long as emonCMS' own, so that devices with a field of that length take them. */
const KEY_BYTES = 16;
/** The last use of a key goes to the card this seldom. */
const NOTE_USE_EVERY_S = 86_400;

/** A key has 128 random bits: it cannot be guessed, so a plain hash keeps it. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** What a key's inputs and feeds are counted under; the key cannot be told from it. */
export const accountOfKey = (key: string): string => `key:${hashOf(key).slice(0, 16)}`;

interface Known {
  readonly role: ApiKeyRole;
  notedAt: number;
}

/**
 * Keys of clients of emonCMS. The hub knows their hashes only, but for those that devices seal messages with; a key is shown
 * once, when it is made.
 */
@Injectable()
export class ApiKeysService implements OnModuleInit {
  /** Asked once; a key that is made or taken back here is known at once. */
  private readonly known = new Map<string, Known>();
  private sealing: Promise<readonly string[]> | null = null;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly revocations: Revocations,
  ) {}

  onModuleInit(): void {
    // Only the owner makes keys.
    this.revocations.add(async ({ role }) => {
      if (role === 'owner') await this.revokeAll();
    });
  }

  async list(): Promise<ApiKeyList> {
    return { keys: [...(await this.database.keys())] };
  }

  /** `sealing`: the hub keeps the key itself, to open what a device seals with it. */
  async make({ role, name, sealing }: ApiKeyRequest, owner: string): Promise<ApiKeyMade> {
    const key = randomBytes(KEY_BYTES).toString('hex');
    await this.database.addApiKey(hashOf(key), role, name, sealing ? key : undefined);
    this.sealing = null;
    await this.audit.note(owner, 'key-made', name || role);
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

  /** Takes back one key by its id, or every key of a role. @throws ApiError 404 KEY_UNKNOWN */
  async revoke(which: string, owner: string): Promise<void> {
    if (which === 'read' || which === 'write') await this.database.removeApiKeys(which);
    else if (!(await this.database.removeKey(which))) throw unknownKey();
    this.forget();
    await this.audit.note(owner, 'key-revoked', which);
  }

  /** What a key may do; undefined for a key that was never made or is taken back. */
  async roleOf(key: string): Promise<ApiKeyRole | undefined> {
    const hash = hashOf(key);
    let known = this.known.get(hash);
    if (known === undefined) {
      const role = await this.database.apiKeyRole(hash);
      if (role === undefined) return undefined;
      known = { role, notedAt: -Infinity };
      this.known.set(hash, known);
    }
    this.noteUse(hash, known);
    return known.role;
  }

  private async revokeAll(): Promise<void> {
    for (const role of ['read', 'write'] as const) await this.database.removeApiKeys(role);
    this.forget();
  }

  private forget(): void {
    this.known.clear();
    this.sealing = null;
  }

  private noteUse(hash: string, known: Known): void {
    const now = Math.floor(this.clock());
    if (now - known.notedAt < NOTE_USE_EVERY_S) return;
    known.notedAt = now;
    // Of no use to who asks: what cannot be noted now is noted tomorrow.
    this.database.noteKeyUse(hash, now).catch(() => undefined);
  }
}

const unknownKey = (): ApiError =>
  new ApiError(HttpStatus.NOT_FOUND, 'KEY_UNKNOWN', 'There is no such key.', 'Look at the list of keys again.');
