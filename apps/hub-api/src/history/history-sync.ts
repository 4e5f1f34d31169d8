import { join } from 'node:path';
import { type CommunityServer, notUnderstood } from '@hub/adapters/community';
import type { Database } from '@hub/adapters/hub-database';
import type { LinkFile, SeriesKind, SeriesView } from '@hub/contracts';
import { bytesOf, isSameGrid, isSound, missingRuns } from '@hub/domain/provisioning';
import type { FeedId, FeedStore } from '@hub/domain/series';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { mapBounded } from '@hub/nest-http';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG, DATABASE, FEED_STORE } from '../ports/ports';
import { EarlierPoints } from './earlier-points';
import { PulledFeeds } from './pulled-feeds.service';
import { HOUSEHOLD_KINDS } from './pulled-series';
import { localBlocks, type Pull, pullSeries } from './series-pull';
import { pullSummaries, SUMMARY_LISTS } from './summary-pull';
import { endOf, ownerOf, type SyncedSeries, SyncStateStore } from './sync-state.store';

/** Series at a time: enough to fill the line, few enough to leave the hub to its household. */
const AT_ONCE = 2;

/** What a round is told, and tells. */
export interface RoundReport {
  readonly now: Instant;
  /** Called once, when it is known how much is to be fetched. */
  readonly planned: (bytes: number) => void;
  readonly arrived: (bytes: number) => void;
}

/** Makes the hub's half-hours and summaries those of the server. Whatever cuts it, the next round goes on from there. */
@Injectable()
export class HistorySync {
  private readonly earlier: EarlierPoints;

  constructor(
    private readonly feeds: PulledFeeds,
    private readonly taken: SyncStateStore,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {
    this.earlier = new EarlierPoints(join(config.dataDir, 'history'));
  }

  /** Whether what the feeds hold of a household is this link's; those of the last one are cleared when a round begins. */
  isOf(link: LinkFile): boolean {
    return this.taken.now.owner === ownerOf(link);
  }

  /** Unix seconds of the last time that everything was as on the server of this link; null: never yet. */
  completeAt(link: LinkFile): Instant | null {
    return this.isOf(link) ? this.taken.now.completeAt : null;
  }

  /** The next round compares everything again. */
  invalidate(): Promise<void> {
    return this.taken.change((taken) => ({ ...taken, completeAt: null, series: {} }));
  }

  /** @throws the first thing that went wrong; what went well is kept. */
  async run(server: CommunityServer, link: LinkFile, report: RoundReport): Promise<void> {
    await this.adopt(link);
    const { series } = await server.series();
    const feeds = await this.feeds.ensure(
      series.map(({ kind }) => kind),
      link.club.key,
    );
    const planned = await mapBounded(series, AT_ONCE, async ({ id, kind }) => {
      const feedId = feeds.get(kind);
      if (feedId === undefined) throw new Error(`there is no feed for ${kind}`);
      return { kind, ...(await this.plan(server, id, kind, feedId)) };
    });
    const pulls = planned.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    report.planned(pulls.reduce((sum, { runs }) => sum + bytesOf(runs), 0));
    const { store, earlier } = this;
    const ports = { server, store, earlier, arrived: report.arrived };
    const pulled = await mapBounded(pulls, AT_ONCE, (pull) =>
      pullSeries(pull, ports, (entry) => this.took(pull.kind, entry)),
    );
    const failure = [...planned, ...pulled].find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    await this.summaries(server, series, report.now);
    await this.taken.change((taken) => ({ ...taken, completeAt: report.now }));
  }

  /** Another account's data must not be mixed with those of the last one. */
  private async adopt(link: LinkFile): Promise<void> {
    if (this.isOf(link)) return;
    if (this.taken.now.owner !== '') {
      for (const kind of HOUSEHOLD_KINDS) {
        const id = this.feeds.household(kind);
        if (id !== undefined) await this.store.clear(id);
      }
      for (const list of SUMMARY_LISTS) await this.database.dropSummaries(list);
      await this.store.flush();
    }
    await this.taken.change(() => ({ format: 1, owner: ownerOf(link), completeAt: null, series: {} }));
  }

  private async plan(server: CommunityServer, seriesId: number, kind: SeriesKind, feedId: FeedId): Promise<Pull> {
    const remote = await server.manifest(seriesId);
    if (!isSound(remote)) throw notUnderstood(`the list of checksums of ${kind}`);
    const known = this.taken.now.series[kind];
    const have =
      known && this.holds(feedId, known) && isSameGrid(remote, known)
        ? known.blocks
        : await localBlocks(this.store, feedId, remote);
    return { seriesId, feedId, remote, have, runs: missingRuns(remote, { ...remote, blocks: have }) };
  }

  /** Whether the feed still has what was once taken into it. */
  private holds(feedId: FeedId, known: SyncedSeries): boolean {
    const meta = this.store.meta(feedId);
    if (known.feedId !== feedId || !meta || meta.npoints === 0) return false;
    return meta.startTime <= known.startTime && meta.startTime + meta.npoints * HALF_HOUR_S >= endOf(known);
  }

  private took(kind: SeriesKind, entry: SyncedSeries): Promise<void> {
    return this.taken.change((taken) => ({ ...taken, series: { ...taken.series, [kind]: entry } }));
  }

  private async summaries(server: CommunityServer, series: readonly SeriesView[], now: Instant): Promise<void> {
    const starts = series.filter(({ points }) => points > 0).map(({ startTime }) => startTime);
    if (starts.length === 0) return;
    const ports = { server, database: this.database, zone: this.config.timeZone, now };
    await pullSummaries(ports, Math.min(...starts), this.taken.now.completeAt !== null);
  }
}
