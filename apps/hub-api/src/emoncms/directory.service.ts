import type { Database, RegisteredFeed } from '@hub/adapters/database';
import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InputRegistry } from '../inputs/input-registry';
import { DATABASE, FEED_STORE } from '../ports/ports';
import type { FeedDirectory, FeedEntry } from './feed-directory';

/** Every feed of the hub: those of inputs and those that a client made. */
@Injectable()
export class DirectoryService implements FeedDirectory, OnApplicationBootstrap {
  private readonly logger = new Logger('emoncms');
  private readonly made = new Map<number, RegisteredFeed>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    private readonly registry: InputRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.database.onOpen(() => {
      this.load().catch((error: unknown) => this.logger.error(error, 'the feeds could not be listed'));
    });
  }

  all(): readonly FeedEntry[] {
    const feeds = new Map(this.made);
    for (const { feed } of this.registry.all()) feeds.set(feed.id, feed);
    return [...feeds.values()].map(({ id, tag, name, unit }) => ({ id, tag, name, unit, isPublic: false }));
  }

  async create({ tag, name, unit, intervalS }: Parameters<FeedDirectory['create']>[0]): Promise<number | undefined> {
    const feed = await this.database.createFeed({ tag, name, unit, intervalS, durable: false });
    if (feed !== undefined) this.made.set(feed.id, feed);
    return feed?.id;
  }

  async remove(id: number): Promise<void> {
    await this.database.removeFeed(id);
    this.made.delete(id);
    this.registry.forget(id);
  }

  private async load(): Promise<void> {
    for (const feed of await this.database.feeds()) {
      await this.store.create(feed.id, { intervalS: feed.intervalS });
      this.made.set(feed.id, feed);
    }
  }
}
