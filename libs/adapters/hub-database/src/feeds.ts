import { type DataSource, type EntityManager, In } from 'typeorm';
import { FeedSchema, type FeedRow } from './schema/feed';

/** A feed as the database knows it; its points are in the store. */
export type RegisteredFeed = Readonly<Omit<FeedRow, 'createdAt'>>;
export type NewFeed = Omit<RegisteredFeed, 'id'>;

/** Names of the feeds. Tag and name together are unique. */
export interface FeedTables {
  feeds(): Promise<readonly RegisteredFeed[]>;
  /** Makes those that do not exist; a feed that exists is left as it is. Returns each of them. */
  ensureFeeds(feeds: readonly NewFeed[]): Promise<readonly RegisteredFeed[]>;
  /** Undefined where tag and name are taken. */
  createFeed(feed: NewFeed): Promise<RegisteredFeed | undefined>;
  /** False where the new tag and name are another feed's. */
  changeFeed(id: number, change: Partial<Pick<RegisteredFeed, 'tag' | 'name' | 'unit'>>): Promise<boolean>;
  removeFeed(id: number): Promise<void>;
}

export function feedTables(open: () => DataSource): FeedTables {
  return {
    feeds: () => open().manager.find(FeedSchema, { order: { id: 'ASC' } }),
    ensureFeeds: (feeds) => open().transaction('READ COMMITTED', (manager) => ensured(manager, feeds)),
    createFeed: (feed) =>
      open().transaction(async (manager) => {
        const { tag, name } = feed;
        if (await manager.existsBy(FeedSchema, { tag, name })) return undefined;
        await manager.insert(FeedSchema, feed);
        return (await manager.findOneBy(FeedSchema, { tag, name })) ?? undefined;
      }),
    changeFeed: (id, change) =>
      open().transaction(async (manager) => {
        const feed = await manager.findOneBy(FeedSchema, { id });
        if (!feed) return false;
        const { tag, name } = { ...feed, ...change };
        const other = await manager.findOneBy(FeedSchema, { tag, name });
        if (other && other.id !== id) return false;
        await manager.update(FeedSchema, { id }, change);
        return true;
      }),
    removeFeed: async (id) => {
      await open().manager.delete(FeedSchema, { id });
    },
  };
}

/**
 * An insert that is ignored burns a number, so only what is missing is inserted. In a transaction of READ COMMITTED: what
 * another call has made meanwhile is seen.
 */
export async function ensured(manager: EntityManager, feeds: readonly NewFeed[]): Promise<readonly RegisteredFeed[]> {
  if (feeds.length === 0) return [];
  const known = await named(manager, feeds);
  const missing = feeds.filter(({ tag, name }) => !known.has(keyOf(tag, name)));
  if (missing.length > 0) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(FeedSchema)
      .values(missing.map((feed) => ({ ...feed })))
      .orIgnore()
      .execute();
  }
  return [...(missing.length > 0 ? await named(manager, feeds) : known).values()];
}

async function named(manager: EntityManager, feeds: readonly NewFeed[]): Promise<Map<string, RegisteredFeed>> {
  const wanted = new Set(feeds.map(({ tag, name }) => keyOf(tag, name)));
  const tags = [...new Set(feeds.map(({ tag }) => tag))];
  const found = await manager.find(FeedSchema, { where: { tag: In(tags) }, order: { id: 'ASC' } });
  return new Map(
    found.flatMap((feed): [string, RegisteredFeed][] => {
      const key = keyOf(feed.tag, feed.name);
      return wanted.has(key) ? [[key, feed]] : [];
    }),
  );
}

/** A slash is in no tag and no name. */
const keyOf = (tag: string, name: string): string => `${tag}/${name}`;
