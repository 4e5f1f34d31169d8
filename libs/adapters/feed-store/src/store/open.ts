import type { FeedStore } from '@hub/domain/series';
import type { Disk } from '../disk/disk';
import { MemoryDisk } from '../disk/memory-disk';
import { nodeDisk } from '../disk/node-disk';
import { DiskFeedStore } from './disk-feed-store';
import { EarlyPoints } from './early-points';
import { Engine } from './engine';
import { FlushTimer } from './flush-timer';
import { DEFAULTS, type EngineOptions, type FeedStoreOptions } from './options';

/** Opens the store of a folder: feeds of emoncms, feeds of its own, and what a power cut left in the journal. */
export function openFeedStore({ dir, ...options }: FeedStoreOptions): Promise<FeedStore> {
  return openFeedStoreOn(nodeDisk(dir), options);
}

/** A store that forgets everything with the program. */
export function memoryFeedStore(options: EngineOptions): Promise<FeedStore> {
  return openFeedStoreOn(new MemoryDisk(), { journalPages: 64, ...options });
}

/** The store over any disk. */
export async function openFeedStoreOn(disk: Disk, options: EngineOptions): Promise<FeedStore> {
  const report = options.onError ?? ((): void => undefined);
  const engine = new Engine(disk, options);
  await engine.recover().catch(report);
  const timer = new FlushTimer(() => engine.flush(), report);
  timer.start(options.flushPeriodS ?? DEFAULTS.flushPeriodS);
  const early = new EarlyPoints(engine, report);
  engine.hooks = early;
  return new DiskFeedStore(engine, timer, early);
}
