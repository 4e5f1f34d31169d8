import type { NextRunView, ScheduleHistory, ScheduleList, ScheduleRule, ScheduleView } from '@hub/contracts';
import { nextRuns } from '@hub/domain/schedules';
import { Injectable } from '@nestjs/common';
import { PricesService } from './prices.service';
import { ScheduleBook } from './schedule-book';
import { ScheduleLog } from './schedule-log';
import { SchedulePlanner } from './schedule-planner';
import { runView, scheduleView } from './schedule-views';

/** Repetitions that a preview shows. */
const PREVIEWED = 3;

/** Reads and changes schedules. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly book: ScheduleBook,
    private readonly log: ScheduleLog,
    private readonly planner: SchedulePlanner,
    private readonly prices: PricesService,
  ) {}

  list(): ScheduleList {
    return { schedules: this.book.all().map((one) => scheduleView(one, this.planner.isInterrupted(one.id))) };
  }

  view(id: number): ScheduleView {
    return scheduleView(this.book.get(id), this.planner.isInterrupted(id));
  }

  async add(rule: ScheduleRule): Promise<ScheduleView> {
    const added = await this.book.add(rule);
    await this.log.note(added.id, 'created');
    await this.planner.refresh(added.id);
    return this.view(added.id);
  }

  async change(id: number, rule: ScheduleRule): Promise<ScheduleView> {
    const before = this.book.get(id);
    await this.book.change(id, { rule });
    await this.log.note(id, 'changed', {}, before);
    await this.planner.refresh(id);
    return this.view(id);
  }

  remove(id: number): Promise<void> {
    return this.book.remove(id);
  }

  /** What a rule would do, without saving it. */
  async preview(rule: ScheduleRule): Promise<NextRunView[]> {
    const { now, zone, hub, rungs } = await this.prices.current();
    return nextRuns(rule, { now, zone, hub, rungs }).slice(0, PREVIEWED).map(runView);
  }

  async history(id: number): Promise<ScheduleHistory> {
    this.book.get(id);
    return { events: await this.log.history(id) };
  }
}
