import type { FeedStore } from '@hub/domain/series';
import type { FeedDirectory, FeedEntry } from './feed-directory';

/** What routes that read feeds need. */
export interface DataPorts {
  readonly store: FeedStore;
  readonly timezone: string;
  readonly feeds: () => readonly FeedEntry[];
}

/** What routes that change feeds need. */
export interface WritePorts extends DataPorts {
  readonly directory: FeedDirectory;
}
