import type { SeriesKind } from '@hub/contracts';
import type { FeedId } from '@hub/domain/series';
import { Injectable } from '@nestjs/common';
import { InputRegistry } from '../inputs/input-registry';
import { Registrar } from '../inputs/registrar';
import { type HOUSEHOLD_KINDS, sourceOf } from './pulled-series';

/** The feeds that pulled series live in. */
@Injectable()
export class PulledFeeds {
  constructor(
    private readonly registrar: Registrar,
    private readonly registry: InputRegistry,
  ) {}

  /** Makes what is missing of them. @throws while the database is away */
  async ensure(kinds: readonly SeriesKind[], clubKey: string): Promise<ReadonlyMap<SeriesKind, FeedId>> {
    await this.registrar.ensure(kinds.map((kind) => sourceOf(kind, clubKey)));
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
    return this.registry.find(node, name)?.feed.id;
  }
}
