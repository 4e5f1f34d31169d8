import type { SeriesKind } from '@hub/contracts';
import type { FeedId } from '@hub/domain/series';
import { Injectable } from '@nestjs/common';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { type HOUSEHOLD_KINDS, sourceOf } from './pulled-series';

/** The feeds that pulled series live in. */
@Injectable()
export class PulledFeeds {
  constructor(private readonly catalogue: FeedCatalogue) {}

  /** Makes what is missing of them. @throws while the database is away */
  async ensure(kinds: readonly SeriesKind[], clubKey: string): Promise<ReadonlyMap<SeriesKind, FeedId>> {
    await this.catalogue.ensure(
      kinds.map((kind) => {
        const { node: tag, name, unit, intervalS, durable } = sourceOf(kind, clubKey);
        return { tag, name, unit, intervalS, durable, account: null };
      }),
    );
    return new Map(
      kinds.flatMap((kind): [SeriesKind, FeedId][] => {
        const id = this.find(kind, clubKey);
        return id === undefined ? [] : [[kind, id]];
      }),
    );
  }

  /** A series of the household, whatever club it is in. */
  household(kind: (typeof HOUSEHOLD_KINDS)[number]): FeedId | undefined {
    return this.find(kind, '');
  }

  find(kind: SeriesKind, clubKey: string): FeedId | undefined {
    const { node, name } = sourceOf(kind, clubKey);
    return this.catalogue.find(node, name)?.id;
  }
}
