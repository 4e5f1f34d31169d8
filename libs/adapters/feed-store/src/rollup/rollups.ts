import { setImmediate } from 'node:timers/promises';
import type { Rollup } from '@hub/domain/series';
import type { Disk } from '../disk/disk';
import type { Feed } from '../feed/feed';
import type { ReadPoints } from './block-heads';
import { BlockSums } from './block-sums';
import { loadSums, saveSums, sumsFile } from './sums-file';

/** Shorter windows are added up from the points. */
const WORTH_IT_POINTS = 65_536;
const BLOCKS_PER_TURN = 256;

/** Sums of the feeds that long averaged queries asked for: loaded or built behind such a query, used by the next. */
export class Rollups {
  private readonly building = new Map<Feed, Promise<void>>();
  private closed = false;

  constructor(
    private readonly disk: Disk,
    private readonly limitFeeds: number,
  ) {}

  /** Undefined while there are no sums for the feed; they are being made then, if the window is long. */
  of(feed: Feed, windowPoints: number, read: ReadPoints): Rollup | undefined {
    if (feed.sums !== undefined && feed.sums.wanted - feed.sums.blocks <= BLOCKS_PER_TURN) {
      feed.sums.extend(BLOCKS_PER_TURN);
      return feed.sums;
    }
    if (windowPoints >= WORTH_IT_POINTS && !this.building.has(feed)) {
      this.building.set(
        feed,
        this.build(feed, read).finally(() => this.building.delete(feed)),
      );
    }
    return undefined;
  }

  /** Resolves when no sums are being made. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.building.values());
  }

  /** Before points inside a feed's file change: what is kept beside it would be wrong after a power cut. */
  forgetKept(feed: Feed): void {
    if (!feed.sumsKept) return;
    this.disk.removeSync(sumsFile(feed.id));
    feed.sumsKept = false;
  }

  async close(feeds: Iterable<Feed>): Promise<void> {
    this.closed = true;
    await this.settled();
    for (const feed of feeds) if (feed.sums !== undefined && feed.fault === undefined) this.keep(feed, feed.sums);
  }

  private keep(feed: Feed, sums: BlockSums): void {
    try {
      saveSums(this.disk, feed.id, sums);
    } catch {
      // A copy that can be made again at any time is no reason to fail a clean stop.
    }
  }

  private async build(feed: Feed, read: ReadPoints): Promise<void> {
    const sums = feed.sums ?? new BlockSums(read, () => feed.npoints);
    if (feed.sums === undefined && feed.sumsKept && feed.tail.length + feed.patches.size === 0) {
      loadSums(this.disk, feed.id, sums);
    }
    feed.sums = sums;
    this.makeRoom(feed);
    while (!this.closed && !sums.extend(BLOCKS_PER_TURN)) await setImmediate();
  }

  private readonly recent = new Set<Feed>();

  private makeRoom(feed: Feed): void {
    this.recent.delete(feed);
    this.recent.add(feed);
    const [oldest] = this.recent;
    if (this.recent.size <= this.limitFeeds || oldest === undefined) return;
    this.recent.delete(oldest);
    oldest.sums = undefined;
  }
}
