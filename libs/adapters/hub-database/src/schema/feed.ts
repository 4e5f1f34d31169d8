import { BINARY_TEXT, createdAt, numericId, table } from '@hub/adapters/mariadb';

/** A series on the disk: its number names the files. */
export interface FeedRow {
  id: number;
  tag: string;
  name: string;
  unit: string;
  intervalS: number;
  /** True: a point is on the disk before anything else happens to it. */
  durable: boolean;
  /** Who made it; null: the hub itself. */
  account: string | null;
  createdAt: Date;
}

export const FeedSchema = table<FeedRow>({
  name: 'feed',
  columns: {
    id: numericId,
    tag: BINARY_TEXT,
    name: BINARY_TEXT,
    unit: { type: 'varchar', length: 16 },
    intervalS: { type: 'int', unsigned: true, name: 'interval_s' },
    durable: { type: 'boolean' },
    account: { type: 'varchar', length: 80, nullable: true },
    createdAt,
  },
  indices: [{ name: 'ux_feed_tag_name', columns: ['tag', 'name'], unique: true }],
});
