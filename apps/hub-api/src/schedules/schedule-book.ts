import type { Database, ScheduleEvent } from '@hub/adapters/hub-database';
import type { ScheduleRule, ScheduleStanding } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { DATABASE } from '../ports/ports';
import { type HeldSchedule, heldOf, IN_FORCE, type PublishedPlans, storedOf } from './held-schedule';

/** A hub plans each of them every minute. */
const MOST_SCHEDULES = 100;

/** Every schedule, in memory and in MariaDB. What cannot be stored is not changed in memory either. */
@Injectable()
export class ScheduleBook implements OnModuleInit {
  private readonly logger = new Logger('schedules');
  private readonly held = new Map<number, HeldSchedule>();
  private wasRead = false;
  private readonly changes = new Subject<void>();

  /** Emits after each change, and when the stored ones were read. */
  readonly changed: Observable<void> = this.changes;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  onModuleInit(): void {
    this.database.onOpen(() => void this.load());
  }

  /** What is stored was read. */
  get isRead(): boolean {
    return this.wasRead;
  }

  all(): readonly HeldSchedule[] {
    return [...this.held.values()];
  }

  /** @throws ApiError 404 HUB_SCHEDULE_UNKNOWN */
  get(id: number): HeldSchedule {
    const schedule = this.held.get(id);
    if (schedule) return schedule;
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'HUB_SCHEDULE_UNKNOWN',
      `There is no schedule ${id}.`,
      'GET /api/v1/schedules lists them.',
    );
  }

  /** @throws ApiError 409 HUB_SCHEDULES_FULL */
  async add(rule: ScheduleRule): Promise<HeldSchedule> {
    if (this.held.size >= MOST_SCHEDULES) throw full();
    const row = storedOf({ id: 0, rule, standing: IN_FORCE, published: null });
    return this.keep(heldOf(await this.database.addSchedule(row)));
  }

  /** A new rule makes the plans void, and so does switching the schedule off. */
  async change(
    id: number,
    change: { readonly rule?: ScheduleRule; readonly standing?: ScheduleStanding },
  ): Promise<HeldSchedule> {
    const old = this.get(id);
    const holds = change.rule === undefined && change.standing?.enabled !== false;
    return this.store({ ...old, ...change, published: holds ? old.published : null });
  }

  /** Plans that hold from now on, with what the history is to say of them. */
  async publish(id: number, published: PublishedPlans, events: readonly ScheduleEvent[] = []): Promise<void> {
    const schedule = this.held.get(id);
    if (schedule) await this.store({ ...schedule, published }, events);
  }

  async remove(id: number): Promise<void> {
    this.get(id);
    await this.database.removeSchedule(id);
    this.held.delete(id);
    this.changes.next();
  }

  private async store(schedule: HeldSchedule, events: readonly ScheduleEvent[] = []): Promise<HeldSchedule> {
    await this.database.saveSchedule(storedOf(schedule), events);
    return this.keep(schedule);
  }

  private keep(schedule: HeldSchedule): HeldSchedule {
    this.held.set(schedule.id, schedule);
    this.changes.next();
    return schedule;
  }

  private async load(): Promise<void> {
    const rows = await this.database.schedules().catch((error: unknown) => this.cannotRead(error));
    if (rows === undefined) return;
    for (const row of rows) {
      try {
        this.held.set(row.id, heldOf(row));
      } catch (error) {
        this.logger.error(error, `schedule ${row.id} cannot be read and does not run`);
      }
    }
    this.wasRead = true;
    this.changes.next();
  }

  private cannotRead(error: unknown): undefined {
    this.logger.error(error, 'the schedules cannot be read');
    return undefined;
  }
}

const full = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'HUB_SCHEDULES_FULL',
    `A hub keeps at most ${MOST_SCHEDULES} schedules.`,
    'Remove one that is not needed.',
  );
