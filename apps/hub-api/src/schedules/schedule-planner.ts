import { costPence, type SchedulePrices } from '@hub/contracts';
import type { Circumstances } from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';
import { OneAtATime, PeriodicTask } from '@hub/nest-http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Observable, Subject, type Subscription } from 'rxjs';
import type { HeldSchedule } from './held-schedule';
import { endOf, type Going, onNow } from './on-now';
import { PricesService } from './prices.service';
import { doneAhead, replan } from './replan';
import { RunLedger } from './run-ledger';
import { ScheduleBook } from './schedule-book';
import { ScheduleLog } from './schedule-log';

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
  ) {}

  onApplicationBootstrap(): void {
    this.following = this.book.changed.subscribe(() => this.task.soon());
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
    return this.plans.run(async () => this.look(this.book.get(id), await this.prices.current()));
  }

  private async cycle(): Promise<undefined> {
    const prices = await this.prices.current();
    for (const { scheduleId, label } of this.ledger.takeInterrupted()) {
      this.interrupted.set(scheduleId, label);
      await this.log.note(scheduleId, 'interrupted', {
        label,
        blocks: blocksOf(this.ledger.blocks(scheduleId, label)),
      });
    }
    for (const schedule of this.book.all()) {
      // One schedule that cannot be planned stops no other.
      await this.look(schedule, prices).catch((error: unknown) => this.logger.error(error));
    }
    return undefined;
  }

  private async look(schedule: HeldSchedule, prices: SchedulePrices): Promise<void> {
    await this.reportPast(schedule, prices.now);
    await this.keepLedger(schedule, prices.now);
    if (schedule.standing.enabled) await this.plan(schedule, prices);
  }

  private async plan(schedule: HeldSchedule, prices: SchedulePrices): Promise<void> {
    const { id, rule, published } = schedule;
    const { now, zone, hub, rungs } = prices;
    const circumstances: Circumstances = { now, zone, hub, rungs };
    const { runs, changed } = replan({
      schedule: rule,
      published: published?.runs ?? [],
      circumstances,
      delivered: (label) => this.ledger.delivered(id, label),
      onSince: this.going.get(id)?.start,
      interrupted: this.interrupted.has(id),
    });
    if (published !== null && !changed) return;
    await this.book.publish(id, { at: now, pricesAsOf: prices.asOf, runs });
    const [next] = runs;
    if (next) {
      const { chosen, startNow } = next.decision;
      await this.log.note(id, 'planned', {
        label: next.label,
        blocks: blocksOf(next.plan.blocks),
        costPence: costPence(chosen),
        startNowPence: startNow === null ? null : costPence(startNow),
      });
    }
    this.changes.next();
  }

  /** Begins and ends the entry of a run in the ledger. */
  private async keepLedger(schedule: HeldSchedule, now: Instant): Promise<void> {
    const { id, rule } = schedule;
    const going = this.going.get(id);
    const on = onNow(schedule, now);
    if (going?.label === on?.label) return;
    if (going) {
      this.going.delete(id);
      await this.ledger.end({ scheduleId: id, ...going }, endOf(schedule, going, now), rule.powerW);
    }
    if (on) {
      this.going.set(id, on);
      await this.ledger.begin({ scheduleId: id, ...on });
    }
  }

  /** When a deadline has passed, what ran and what it cost goes to the history. */
  private async reportPast({ id, published }: HeldSchedule, now: Instant): Promise<void> {
    const past = (published?.runs ?? []).filter(({ deadline }) => deadline <= now);
    for (const { label, decision } of past) {
      if (this.interrupted.get(id) === label) this.interrupted.delete(id);
      await this.log.note(id, 'ran', {
        label,
        blocks: blocksOf(this.ledger.blocks(id, label)),
        costPence: costPence(decision.chosen),
        startNowPence: decision.startNow === null ? null : costPence(decision.startNow),
      });
    }
    if (past.length === 0 || published === null) return;
    const runs = published.runs.filter(({ deadline }) => deadline > now);
    await this.book.publish(id, { ...published, runs });
  }

  /** Where the work is done ahead of the deadline, until when; for devices that stay on then. */
  doneUntil({ id, rule }: HeldSchedule, circumstances: Circumstances): Instant | undefined {
    return doneAhead(rule, circumstances, (label) => this.ledger.delivered(id, label))?.deadline;
  }
}

const blocksOf = (blocks: readonly (readonly [Instant, Instant])[]): [Instant, Instant][] =>
  blocks.map(([start, end]) => [start, end]);
