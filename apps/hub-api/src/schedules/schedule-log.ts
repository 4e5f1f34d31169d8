import type { Database, ScheduleEvent } from '@hub/adapters/hub-database';
import {
  type ScheduleEventView,
  ScheduleEventView as EventSchema,
  ScheduleRule,
  ScheduleStanding,
} from '@hub/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import * as z from 'zod/mini';
import { CLOCK, type Clock, DATABASE } from '../ports/ports';
import type { HeldSchedule } from './held-schedule';

type Kind = ScheduleEventView['kind'];
export type EventDetail = Partial<Pick<ScheduleEventView, 'label' | 'blocks' | 'costPence' | 'startNowPence'>>;

const Before = z.object({ rule: ScheduleRule, standing: ScheduleStanding });
export type Before = z.infer<typeof Before>;
const Detail = z.object({
  ...z.partial(z.omit(EventSchema, { at: true, kind: true })).shape,
  before: z.optional(Before),
});

const SHOWN = 200;

/** What happened to schedules: the change log, the history of runs, and what an undo goes back to. */
@Injectable()
export class ScheduleLog {
  private readonly logger = new Logger('schedules');

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `before`: the schedule as an undo of this brings it back. A log that cannot be written stops nothing. */
  async note(id: number, kind: Kind, detail: EventDetail = {}, before?: HeldSchedule): Promise<void> {
    const kept = before && { before: { rule: before.rule, standing: before.standing } };
    const event = this.event(kind, { ...detail, ...kept });
    await this.database.addScheduleEvent(id, event).catch((error: unknown) => this.logger.error(error));
  }

  /** An event that is stored with the plans that it is about. */
  event(kind: Kind, detail: EventDetail & { readonly before?: Before }): ScheduleEvent {
    return { at: Math.floor(this.clock()), kind, detail: JSON.stringify(detail) };
  }

  async history(id: number): Promise<ScheduleEventView[]> {
    const events = await this.database.scheduleEvents(id, SHOWN);
    return events.map(({ at, kind, detail }) => {
      const { label = null, blocks = [], costPence = null, startNowPence = null } = parsed(detail);
      return { at, kind: kind as Kind, label, blocks, costPence, startNowPence };
    });
  }

  /** What the newest action that can be undone changed. */
  async undoable(id: number): Promise<Before | undefined> {
    const events = await this.database.scheduleEvents(id, SHOWN);
    const last = events.find(({ kind, detail }) => kind === 'undone' || parsed(detail).before !== undefined);
    return last === undefined || last.kind === 'undone' ? undefined : parsed(last.detail).before;
  }
}

function parsed(detail: string): z.infer<typeof Detail> {
  const read = z.safeParse(Detail, JSON.parse(detail));
  return read.success ? read.data : {};
}
