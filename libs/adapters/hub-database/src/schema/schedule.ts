import { createdAt, numericId, table } from '@hub/adapters/mariadb';

/** A household's rule for one device. */
export interface ScheduleRow {
  id: number;
  deviceId: number;
  /** JSON. */
  rule: string;
  /** JSON: what suspends or overrides the rule. */
  standing: string;
  /** JSON: the plans that hold; null before the first. */
  published: string | null;
  createdAt: Date;
}

export const ScheduleSchema = table<ScheduleRow>({
  name: 'schedule',
  columns: {
    id: numericId,
    deviceId: { type: 'int', unsigned: true, name: 'device_id' },
    rule: { type: 'text' },
    standing: { type: 'text' },
    published: { type: 'mediumtext', nullable: true },
    createdAt,
  },
});

/** Something that happened to a schedule. */
export interface ScheduleEventRow {
  id: number;
  scheduleId: number;
  /** Unix seconds. */
  at: number;
  kind: string;
  /** JSON. */
  detail: string;
}

export const ScheduleEventSchema = table<ScheduleEventRow>({
  name: 'schedule_event',
  columns: {
    id: numericId,
    scheduleId: { type: 'int', unsigned: true, name: 'schedule_id' },
    at: { type: 'int', unsigned: true },
    kind: { type: 'varchar', length: 16 },
    detail: { type: 'text' },
  },
  indices: [{ name: 'schedule_event_of', columns: ['scheduleId', 'id'] }],
});
