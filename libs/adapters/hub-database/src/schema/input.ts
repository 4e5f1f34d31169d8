import { BINARY_TEXT, createdAt, numericId, table } from '@hub/adapters/mariadb';

/** What a device measures, and the feed that keeps it. */
export interface InputRow {
  id: number;
  node: string;
  name: string;
  feedId: number | null;
  /** Processes that its readings go through; null: they go to its own feed. */
  processList: string | null;
  /** Who brought it; null: the hub's own. */
  account: string | null;
  /** What a person says of it. */
  description: string;
  createdAt: Date;
}

export const InputSchema = table<InputRow>({
  name: 'input',
  columns: {
    id: numericId,
    node: BINARY_TEXT,
    name: BINARY_TEXT,
    feedId: { type: 'int', unsigned: true, nullable: true, name: 'feed_id' },
    processList: { type: 'text', nullable: true, name: 'process_list' },
    account: { type: 'varchar', length: 80, nullable: true },
    description: { type: 'varchar', length: 128, default: '' },
    createdAt,
  },
  indices: [{ name: 'ux_input_node_name', columns: ['node', 'name'], unique: true }],
  foreignKeys: [
    {
      name: 'fk_input_feed',
      target: 'feed',
      columnNames: ['feedId'],
      referencedColumnNames: ['id'],
      onDelete: 'SET NULL',
    },
  ],
});
