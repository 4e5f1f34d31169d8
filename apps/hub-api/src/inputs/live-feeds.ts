import { type AppendOptions, endTime, type FeedStore, type Point } from '@hub/domain/series';

/** Longest stretch that a live reading leaves missing behind a feed with little history: a hub that was away for a month. */
export const LIVE_GAP_S = 31 * 86_400;
/** A feed with less than this is not worth a gap of any length: its points came from a clock that was wrong. */
export const LITTLE_HISTORY_S = 86_400;

/** How live readings are put into feeds: none of them may fill the card with a gap, and no feed is dead for good. */
export class LiveFeeds {
  private readonly restarting = new Set<number>();

  constructor(
    private readonly feeds: FeedStore,
    private readonly restarted: (feedId: number) => void,
  ) {}

  /** Options of an append. A feed whose little history lies too far behind is emptied first, and starts with what follows. */
  options(feedId: number, points: readonly Point[]): AppendOptions {
    const meta = this.feeds.meta(feedId);
    if (!meta || meta.npoints * meta.intervalS > LITTLE_HISTORY_S) return {};
    const [first] = points;
    if (first && meta.npoints > 0 && first.time - endTime(meta) > LIVE_GAP_S) this.restart(feedId);
    return { maxGapS: LIVE_GAP_S };
  }

  private restart(feedId: number): void {
    if (this.restarting.has(feedId)) return;
    this.restarting.add(feedId);
    this.restarted(feedId);
    this.feeds
      .clear(feedId)
      .catch(() => undefined)
      .finally(() => this.restarting.delete(feedId));
  }
}
