import { BINARY_TEXT, createdAt, numericId, table } from '@hub/adapters/mariadb';

/** A device of the household. Times are unix seconds. */
export interface DeviceRow {
  id: number;
  /** A name of `DEVICE_TYPES`. */
  type: string;
  topic: string;
  outlet: number;
  name: string;
  room: string | null;
  /** Its account at the broker; null where the household uses one that was made by hand. */
  account: string | null;
  /** On or off by the household's own word, as JSON; null: none. */
  override: string | null;
  /** A press and what it confirmed, as JSON: what must outlive a restart of the hub. */
  control: string | null;
  createdAt: Date;
}

export const DeviceSchema = table<DeviceRow>({
  name: 'device',
  columns: {
    id: numericId,
    type: { type: 'varchar', length: 32 },
    topic: { ...BINARY_TEXT, length: 128 },
    outlet: { type: 'tinyint', unsigned: true },
    name: { type: 'varchar', length: 64 },
    room: { type: 'varchar', length: 64, nullable: true },
    account: { ...BINARY_TEXT, nullable: true },
    override: { type: 'text', nullable: true },
    control: { type: 'text', nullable: true },
    createdAt,
  },
  indices: [{ name: 'ux_device_topic_outlet', columns: ['topic', 'outlet'], unique: true }],
});
