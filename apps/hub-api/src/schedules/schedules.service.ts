import {
  previewRuns,
  type ScheduleHistory,
  type ScheduleList,
  type SchedulePreview,
  type SchedulePrices,
  type ScheduleRule,
  type ScheduleView,
} from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { PricesService } from './prices.service';
import { ScheduleAudit } from './schedule-audit';
import { ScheduleBook } from './schedule-book';
import { ScheduleLog } from './schedule-log';
import { SchedulePlanner } from './schedule-planner';
import { scheduleView } from './schedule-views';

/** Reads and changes schedules. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly audit: ScheduleAudit,
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

  async add(rule: ScheduleRule, by: string): Promise<ScheduleView> {
    const added = await this.book.add(rule);
    await this.log.note(added.id, 'created');
    await this.audit.note(by, 'schedule-made', added);
    await this.planner.refresh(added.id);
    return this.view(added.id);
  }

  async change(id: number, rule: ScheduleRule, by: string): Promise<ScheduleView> {
    const before = this.book.get(id);
    await this.book.change(id, { rule });
    await this.log.note(id, 'changed', {}, before);
    await this.audit.note(by, 'schedule-changed', before);
    await this.planner.refresh(id);
    return this.view(id);
  }

  async remove(id: number, by: string): Promise<void> {
    const removed = this.book.get(id);
    await this.book.remove(id);
    await this.audit.note(by, 'schedule-removed', removed);
  }

  /** What plans rest on, for a page that previews by itself. */
  async market(): Promise<SchedulePrices> {
    const prices = await this.prices.current();
    return { ...prices, ...(await this.planner.capView(prices.now)) };
  }

  /** What a rule would do, without saving it. */
  async preview(rule: ScheduleRule): Promise<SchedulePreview> {
    const prices = await this.market();
    return { now: prices.now, next: previewRuns(rule, prices) };
  }

  async history(id: number): Promise<ScheduleHistory> {
    this.book.get(id);
    return { events: await this.log.history(id) };
  }
}
