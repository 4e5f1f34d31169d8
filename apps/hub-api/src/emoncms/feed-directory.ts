/** A feed as emoncms clients know it. */
export interface FeedEntry {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly unit: string;
  /** Readable without a key. */
  readonly isPublic: boolean;
}

/** A feed that a client wants. `account`: whose key it came with. */
export interface WantedFeed extends Omit<FeedEntry, 'id' | 'isPublic'> {
  readonly intervalS: number;
  readonly account: string;
}

/** Names of the feeds; their points are in the store. */
export interface FeedDirectory {
  all(): readonly FeedEntry[];
  /** The number of the new feed, or why there is none. */
  create(feed: WantedFeed): Promise<number | 'taken' | 'too-many'>;
  /** False where the new name is taken. */
  change(id: number, change: Partial<Pick<FeedEntry, 'tag' | 'name' | 'unit'>>): Promise<boolean>;
  remove(id: number): Promise<void>;
  /** Drops its points, and what processes know of them. */
  clear(id: number): Promise<void>;
}
