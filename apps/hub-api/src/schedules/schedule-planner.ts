import { costPence, type SchedulePrices } from '@hub/contracts';
import type { Block } from '@hub/domain/planner';
import {
  type Circumstances,
  doneAhead,
  endOf,
  type Going,
  type NextRun,
  onNow,
  replan,
  rooms,
  type Standing,
} from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';
import { OneAtATime, PeriodicTask } from '@hub/nest-http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { merge, type Observable, Subject, type Subscription } from 'rxjs';
import type { HeldSchedule } from './held-schedule';
import { PricesService } from './prices.service';
import { CapService } from './cap.service';
import { RunLedger } from './run-ledger';
import { ScheduleBook } from './schedule-book';
import { type EventDetail, ScheduleLog } from './schedule-log';

/** A run begins and ends within this of its time; the control loop has the times themselves. */
const EVERY_MS = 30_000;

/**
 * Plans every schedule again and again: with each new signal (in the evening tomorrow's arrives), with each change, and as time passes.
 * Plans that hold are stored, so a restart changes nothing.
 */
@Injectable()
export class SchedulePlanner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('schedules');
  private readonly plans = new OneAtATime();
  private readonly task = new PeriodicTask(() => this.plans.run(() => this.cycle()), {
    everyMs: EVERY_MS,
    onError: (error) => this.logger.error(error),
  });
  private readonly going = new Map<number, Going>();
  private readonly interrupted = new Map<number, string>();
  private readonly changes = new Subject<void>();
  private following: Subscription | undefined;

  /** Emits when what is wanted of a device changed. */
  readonly changed: Observable<void> = this.changes;

  constructor(
    private readonly book: ScheduleBook,
    private readonly prices: PricesService,
    private readonly ledger: RunLedger,
    private readonly log: ScheduleLog,
    private readonly cap: CapService,
  ) {}

  onApplicationBootstrap(): void {
    this.following = merge(this.book.changed, this.cap.changed).subscribe(() => this.task.soon());
    this.task.start(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.following?.unsubscribe();
    await this.task.stop();
  }

  isInterrupted(id: number): boolean {
    return this.interrupted.has(id);
  }

  /** Plans a schedule that was just changed, so that the answer to the change shows the plan. */
  refresh(id: number): Promise<void> {
    return this.plans.run(async () => {
      const prices = await this.prices.current();
      await this.settle(this.book.get(id), prices.now);
      const full = await this.full(prices);
      await this.plan(this.book.get(id), prices, full.get(id));
    });
  }

  /** What is taken under the power cap, for a page. */
  capView(now: Instant): Promise<Pick<SchedulePrices, 'cap'>> {
    return this.cap.view(now);
  }

  private async cycle(): Promise<undefined> {
    if (!this.book.isRead) return undefined;
    const prices = await this.prices.current();
    await this.takeUp();
    // One schedule that cannot be planned stops no other.
    const each = (act: (id: number) => Promise<void>): Promise<unknown> =>
      this.book
        .all()
        .reduce(
          (before, { id }) => before.then(() => act(id)).catch((error: unknown) => this.logger.error(error)),
          Promise.resolve(),
        );
    await each((id) => this.settle(this.book.get(id), prices.now));
    const full = await this.full(prices);
    await each((id) => this.plan(this.book.get(id), prices, full.get(id)));
    return undefined;
  }

  /** After a start: runs that went on meanwhile, and those that a power cut ended. */
  private async takeUp(): Promise<void> {
    for (const run of this.ledger.takeUncounted()) {
      const schedule = this.book.all().find(({ id }) => id === run.scheduleId);
      if (schedule !== undefined) await this.ledger.correct(run, schedule.rule);
    }
    for (const { scheduleId, label, start } of this.ledger.takeGoing()) this.going.set(scheduleId, { label, start });
    for (const run of this.ledger.takeInterrupted()) {
      const { scheduleId, label } = run;
      const schedule = this.book.all().find(({ id }) => id === scheduleId);
      if (schedule === undefined) continue;
      this.interrupted.set(scheduleId, label);
      await this.ledger.correct(run, schedule.rule);
      const blocks = blocksOf(this.ledger.blocks(scheduleId, label));
      await this.log.note(scheduleId, 'interrupted', { label, blocks });
    }
  }

  private async settle(schedule: HeldSchedule, now: Instant): Promise<void> {
    await this.reportPast(schedule, now);
    await this.keepLedger(schedule, now);
  }

  /** Stretches without room under the power cap, by schedule. Without them each is planned alone, and the house's fuse still holds. */
  private async full({ now, zone, hub, rungs }: SchedulePrices): Promise<ReadonlyMap<number, readonly Block[]>> {
    try {
      const cap = await this.cap.at(now);
      if (cap === undefined) return new Map();
      const planned = this.book.all().filter(({ standing }) => standing.enabled);
      return rooms(new Map(planned.map((one) => [one.id, this.standing(one, { now, zone, hub, rungs })])), cap);
    } catch (error) {
      this.logger.error(error, 'schedules are planned without the power cap');
      return new Map();
    }
  }

  private standing({ id, rule, published }: HeldSchedule, circumstances: Circumstances): Standing {
    return {
      schedule: rule,
      published: published?.runs ?? [],
      circumstances,
      delivered: (label) => this.ledger.delivered(id, label),
      onSince: this.going.get(id)?.start,
      interrupted: this.interrupted.has(id),
    };
  }

  private async plan(
    schedule: HeldSchedule,
    { now, zone, hub, rungs, asOf }: SchedulePrices,
    full: readonly Block[] = [],
  ): Promise<void> {
    const { id, published, standing } = schedule;
    if (!standing.enabled) return;
    const { runs, changed } = replan(this.standing(schedule, { now, zone, hub, rungs, full }));
    if (published !== null && !changed) return;
    const done = (published?.runs ?? []).filter(({ label }) => runs.every((run) => run.label !== label));
    const ran = done.filter(({ label }) => this.ledger.blocks(id, label).length > 0);
    const events = [
      ...ran.map((run) => this.log.event('ran', told(run, this.ledger.blocks(id, run.label)))),
      ...runs.slice(0, 1).map((next) => this.log.event('planned', told(next, next.plan.blocks))),
    ];
    await this.book.publish(id, { at: now, pricesAsOf: asOf, runs }, events);
    this.changes.next();
  }

  /** Begins and ends the entry of a run in the ledger. */
  private async keepLedger(schedule: HeldSchedule, now: Instant): Promise<void> {
    const { id, rule, standing } = schedule;
    const runs = schedule.published?.runs ?? [];
    const going = this.going.get(id);
    const on = onNow(runs, standing.boostUntil, now);
    if (going && going.label !== on?.label) {
      this.going.delete(id);
      await this.ledger.end({ scheduleId: id, ...going }, endOf(runs, going, now), rule);
    }
    if (on && going?.label !== on.label && this.ledger.counts(rule)) {
      this.going.set(id, on);
      await this.ledger.begin({ scheduleId: id, ...on }, rule);
    }
    const counted = this.going.get(id);
    if (counted) await this.ledger.count({ scheduleId: id, ...counted }, rule);
  }

  /** When a deadline has passed, what ran and what it cost goes to the history. */
  private async reportPast({ id, published }: HeldSchedule, now: Instant): Promise<void> {
    const past = (published?.runs ?? []).filter(({ deadline }) => deadline <= now);
    if (past.length === 0 || published === null) return;
    const events = past.map((run) => this.log.event('ran', told(run, this.ledger.blocks(id, run.label))));
    const runs = published.runs.filter(({ deadline }) => deadline > now);
    await this.book.publish(id, { ...published, runs }, events);
    if (past.some(({ label }) => this.interrupted.get(id) === label)) this.interrupted.delete(id);
  }

  /** Where the work is done ahead of the deadline, until when; for devices that stay on then. */
  doneUntil({ id, rule }: HeldSchedule, circumstances: Circumstances): Instant | undefined {
    return doneAhead(rule, circumstances, (label) => this.ledger.delivered(id, label))?.deadline;
  }
}

/** A run as the history tells it. */
const told = ({ label, decision: { chosen, startNow } }: NextRun, blocks: readonly Block[]): EventDetail => ({
  label,
  blocks: blocksOf(blocks),
  costPence: costPence(chosen),
  startNowPence: startNow === null ? null : costPence(startNow),
});

const blocksOf = (blocks: readonly (readonly [Instant, Instant])[]): [Instant, Instant][] =>
  blocks.map(([start, end]) => [start, end]);
