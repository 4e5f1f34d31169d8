import type { Database, NewFeed, RegisteredFeed } from '@hub/adapters/hub-database';
import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DATABASE, FEED_STORE } from '../ports/ports';

/** Feeds that clients may make. Each costs a file, and four megabytes a year at 10 s. */
export const MAX_MADE_FEEDS = 500;
/** Of these, one account at most: the others find room. */
export const MAX_FEEDS_OF_ACCOUNT = 300;

/** A slash is in no tag and no name. */
const keyOf = (tag: string, name: string): string => `${tag}/${name}`;

/** Every feed of the hub: a device's, a meter's, the server's history, a client's. Its points are in the store. */
@Injectable()
export class FeedCatalogue {
  private readonly logger = new Logger('feeds');
  private readonly byId = new Map<number, RegisteredFeed>();
  private readonly byName = new Map<string, RegisteredFeed>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FEED_STORE) private readonly store: FeedStore,
  ) {}

  /** Reads the feeds of the database and opens them. @throws while it is away */
  async load(): Promise<void> {
    for (const feed of await this.database.feeds()) await this.open(feed);
  }

  all(): readonly RegisteredFeed[] {
    return [...this.byId.values()];
  }

  get(id: number): RegisteredFeed | undefined {
    return this.byId.get(id);
  }

  find(tag: string, name: string): RegisteredFeed | undefined {
    return this.byName.get(keyOf(tag, name));
  }

  /** Makes what is missing of the hub's own feeds, and opens them. @throws while the database is away */
  async ensure(feeds: readonly NewFeed[]): Promise<readonly RegisteredFeed[]> {
    const missing = feeds.filter(({ tag, name }) => this.find(tag, name) === undefined);
    if (missing.length > 0) for (const feed of await this.database.ensureFeeds(missing)) await this.open(feed);
    return feeds.flatMap(({ tag, name }) => this.find(tag, name) ?? []);
  }

  /** Makes a feed for a client. A text is why not. */
  async create(feed: NewFeed): Promise<RegisteredFeed | 'taken' | 'too-many'> {
    if (this.isFull(feed.account)) return 'too-many';
    const made = await this.database.createFeed(feed);
    if (made === undefined) return 'taken';
    await this.open(made);
    return made;
  }

  /** Gives a feed another name, tag or unit; false where the name is another feed's. */
  async change(id: number, change: Partial<Pick<RegisteredFeed, 'tag' | 'name' | 'unit'>>): Promise<boolean> {
    const feed = this.byId.get(id);
    if (feed === undefined || !(await this.database.changeFeed(id, change))) return false;
    this.byName.delete(keyOf(feed.tag, feed.name));
    this.take({ ...feed, ...change });
    return true;
  }

  /** Takes a feed and its points away. */
  async remove(id: number): Promise<void> {
    await this.database.removeFeed(id);
    const feed = this.byId.get(id);
    if (feed) this.byName.delete(keyOf(feed.tag, feed.name));
    this.byId.delete(id);
    await this.store.remove(id);
  }

  /** Brings a feed that the database knows into the catalogue; a feed whose files cannot be opened is named, and left out. */
  async adopt(ids: readonly number[]): Promise<void> {
    if (ids.every((id) => this.byId.has(id))) return;
    await this.load();
  }

  private isFull(account: string | null): boolean {
    if (account === null) return false;
    const made = this.all().filter((feed) => feed.account !== null);
    return (
      made.length >= MAX_MADE_FEEDS || made.filter((feed) => feed.account === account).length >= MAX_FEEDS_OF_ACCOUNT
    );
  }

  private async open(feed: RegisteredFeed): Promise<void> {
    if (this.byId.has(feed.id)) return;
    try {
      await this.store.create(feed.id, { intervalS: feed.intervalS });
      this.take(feed);
    } catch (error) {
      this.logger.error(error, `feed ${feed.id}, ${feed.tag}/${feed.name}, could not be opened`);
    }
  }

  private take(feed: RegisteredFeed): void {
    this.byId.set(feed.id, feed);
    this.byName.set(keyOf(feed.tag, feed.name), feed);
  }
}
