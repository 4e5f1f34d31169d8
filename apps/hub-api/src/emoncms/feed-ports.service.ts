import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { InputRegistry } from '../inputs/input-registry';
import { ProcessMemory } from '../inputs/process-memory';
import { FEED_STORE } from '../ports/ports';
import type { FeedDirectory, FeedEntry, WantedFeed } from './feed-directory';

/** The hub's feeds, as clients of emoncms know them. */
@Injectable()
export class FeedPorts implements FeedDirectory {
  constructor(
    private readonly catalogue: FeedCatalogue,
    private readonly registry: InputRegistry,
    private readonly memory: ProcessMemory,
    @Inject(FEED_STORE) private readonly store: FeedStore,
  ) {}

  all(): readonly FeedEntry[] {
    return this.catalogue.all().map(({ id, tag, name, unit }) => ({ id, tag, name, unit, isPublic: false }));
  }

  async create(feed: WantedFeed): Promise<number | 'taken' | 'too-many'> {
    const made = await this.catalogue.create({ ...feed, durable: false });
    return typeof made === 'string' ? made : made.id;
  }

  change(id: number, change: Partial<Pick<FeedEntry, 'tag' | 'name' | 'unit'>>): Promise<boolean> {
    return this.catalogue.change(id, change);
  }

  async remove(id: number): Promise<void> {
    await this.catalogue.remove(id);
    this.registry.forgetFeed(id);
    await this.memory.forgetFeed(id);
  }

  async clear(id: number): Promise<void> {
    await this.store.clear(id);
    await this.memory.forgetFeed(id);
  }
}
