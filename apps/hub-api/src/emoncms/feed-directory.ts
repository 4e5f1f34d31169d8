/** A feed as emoncms clients know it. */
export interface FeedEntry {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly unit: string;
  /** Readable without a key. */
  readonly isPublic: boolean;
}

/** Names of the feeds; their points are in the store. */
export interface FeedDirectory {
  all(): readonly FeedEntry[];
  /** Undefined where tag and name are taken. */
  create(feed: Omit<FeedEntry, 'id' | 'isPublic'> & { readonly intervalS: number }): Promise<number | undefined>;
  remove(id: number): Promise<void>;
}
