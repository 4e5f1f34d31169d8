import { type DataSource, type EntityManager, LessThanOrEqual } from 'typeorm';
import { type ScheduleEventRow, ScheduleEventSchema, type ScheduleRow, ScheduleSchema } from './schema/schedule';

/** A schedule as it is stored; texts are JSON. */
export type StoredSchedule = Readonly<Omit<ScheduleRow, 'createdAt'>>;
export type ScheduleEvent = Readonly<Omit<ScheduleEventRow, 'id' | 'scheduleId'>>;

/** Events that are kept of one schedule; older ones go. */
const MOST_EVENTS = 500;

export interface ScheduleTables {
  schedules(): Promise<readonly StoredSchedule[]>;
  /** Stored under a new number. */
  addSchedule(schedule: StoredSchedule): Promise<StoredSchedule>;
  /** With what happened to it: both are stored, or neither. */
  saveSchedule(schedule: StoredSchedule, events?: readonly ScheduleEvent[]): Promise<void>;
  /** With its events. */
  removeSchedule(id: number): Promise<void>;
  addScheduleEvent(scheduleId: number, event: ScheduleEvent): Promise<void>;
  /** The newest first. */
  scheduleEvents(scheduleId: number, count: number): Promise<readonly ScheduleEvent[]>;
}

export function scheduleTables(open: () => DataSource): ScheduleTables {
  return {
    schedules: () => open().manager.find(ScheduleSchema, { order: { id: 'ASC' } }),
    addSchedule: async ({ deviceId, rule, standing, published }) => {
      const row = { deviceId, rule, standing, published };
      const { identifiers } = await open().manager.insert(ScheduleSchema, row);
      return { ...row, id: Number(identifiers[0]?.['id']) };
    },
    saveSchedule: ({ id, ...schedule }, events = []) =>
      open().transaction(async (manager) => {
        await manager.update(ScheduleSchema, { id }, schedule);
        for (const event of events) await addEvent(manager, id, event);
      }),
    removeSchedule: (id) =>
      open().transaction(async (manager) => {
        await manager.delete(ScheduleEventSchema, { scheduleId: id });
        await manager.delete(ScheduleSchema, { id });
      }),
    addScheduleEvent: (scheduleId, event) => open().transaction((manager) => addEvent(manager, scheduleId, event)),
    scheduleEvents: async (scheduleId, count) => {
      const rows = await open().manager.find(ScheduleEventSchema, {
        where: { scheduleId },
        order: { id: 'DESC' },
        take: count,
      });
      return rows.map(({ at, kind, detail }) => ({ at, kind, detail }));
    },
  };
}

async function addEvent(manager: EntityManager, scheduleId: number, event: ScheduleEvent): Promise<void> {
  await manager.insert(ScheduleEventSchema, { scheduleId, ...event });
  const [oldest] = await manager.find(ScheduleEventSchema, {
    where: { scheduleId },
    order: { id: 'DESC' },
    skip: MOST_EVENTS,
    take: 1,
  });
  if (oldest) await manager.delete(ScheduleEventSchema, { scheduleId, id: LessThanOrEqual(oldest.id) });
}
