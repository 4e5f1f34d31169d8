import { join } from 'node:path';
import { writeFileAtomic, readIfExists } from '@hub/adapters/system';
import { type LinkFile, SeriesKind } from '@hub/contracts';
import { POINT_BYTES } from '@hub/domain/provisioning';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const SyncedSeries = z.object({
  feedId: z.number(),
  startTime: z.number(),
  points: z.number(),
  blockBytes: z.number(),
  blocks: z.array(z.nullable(z.string())),
});
export type SyncedSeries = z.infer<typeof SyncedSeries>;

/** The end of the last block that was taken. */
export function endOf({ startTime, blocks, blockBytes, points }: SyncedSeries): Instant {
  const last = blocks.findLastIndex((sum) => sum !== null);
  return startTime + Math.min(((last + 1) * blockBytes) / POINT_BYTES, points) * HALF_HOUR_S;
}

const SyncState = z.object({
  format: z.literal(1),
  /** Whose history it is. */
  owner: z.string(),
  /** Unix seconds of the last time that everything was as on the server; null: never yet. */
  completeAt: z.nullable(z.number()),
  series: z.partialRecord(SeriesKind, SyncedSeries),
});
export type SyncState = z.infer<typeof SyncState>;

/** Whose data these are: another account's must not be mixed with them. */
export const ownerOf = ({ serverUrl, household, householdId, club }: LinkFile): string =>
  JSON.stringify([serverUrl, club.key, household, ...(householdId === undefined ? [] : [householdId])]);

const NOTHING: SyncState = { format: 1, owner: '', completeAt: null, series: {} };

/** What was taken over from the server. Losing it loses nothing: what the feeds hold is compared again. */
@Injectable()
export class SyncStateStore implements OnModuleInit {
  private readonly logger = new Logger('history');
  private readonly writes = new OneAtATime();
  private readonly path: string;
  private taken: SyncState = NOTHING;

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'history/taken.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      const text = await readIfExists(this.path);
      if (text !== undefined) this.taken = SyncState.parse(JSON.parse(text));
    } catch (error) {
      this.logger.warn(`what was pulled is compared again: ${String(error)}`);
    }
  }

  get now(): SyncState {
    return this.taken;
  }

  /** Changes and keeps it. The feeds must be on the disk already. */
  change(change: (taken: SyncState) => SyncState): Promise<void> {
    this.taken = change(this.taken);
    return this.writes.run(() => writeFileAtomic(this.path, `${JSON.stringify(this.taken)}\n`));
  }
}
