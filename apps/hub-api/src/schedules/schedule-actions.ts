import type { ScheduleEventView, ScheduleRule, ScheduleStanding, ScheduleView } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports/ports';
import { ScheduleBook } from './schedule-book';
import { ScheduleLog } from './schedule-log';
import { SchedulePlanner } from './schedule-planner';
import { scheduleView } from './schedule-views';

/** Labels of the past mean nothing; the newest of them are kept. */
const MOST_SKIPPED = 50;

/** The exceptions to a rule, each of which can be undone. */
@Injectable()
export class ScheduleActions {
  constructor(
    private readonly book: ScheduleBook,
    private readonly log: ScheduleLog,
    private readonly planner: SchedulePlanner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ApiError 409 HUB_NOTHING_TO_SKIP */
  skip(id: number, label: string | undefined): Promise<ScheduleView> {
    const { rule, published } = this.book.get(id);
    const skipped = label ?? published?.runs[0]?.label;
    if (skipped === undefined) throw nothingTo('SKIP', 'skip', 'This schedule has no run ahead.');
    const skip = [...new Set([...rule.skip, skipped])].sort().slice(-MOST_SKIPPED);
    return this.change(id, 'skipped', { rule: { ...rule, skip } }, skipped);
  }

  pause(id: number, until: string | null): Promise<ScheduleView> {
    return this.change(id, 'paused', { rule: { ...this.book.get(id).rule, pauseUntil: until } });
  }

  boost(id: number, minutes: number): Promise<ScheduleView> {
    const { standing } = this.book.get(id);
    const from = Math.floor(this.clock());
    const boost = minutes === 0 ? [null, null] : [from, from + minutes * 60];
    const [boostFrom = null, boostUntil = null] = boost;
    return this.change(id, 'boosted', { standing: { ...standing, boostFrom, boostUntil } });
  }

  setEnabled(id: number, enabled: boolean): Promise<ScheduleView> {
    return this.change(id, enabled ? 'on' : 'off', { standing: { enabled, boostFrom: null, boostUntil: null } });
  }

  /** @throws ApiError 409 HUB_NOTHING_TO_UNDO */
  async undo(id: number): Promise<ScheduleView> {
    this.book.get(id);
    const before = await this.log.undoable(id);
    if (before === undefined) throw nothingTo('UNDO', 'undo', 'Nothing of this schedule was changed since.');
    await this.book.change(id, before);
    await this.log.note(id, 'undone');
    return this.planned(id);
  }

  private async change(
    id: number,
    kind: ScheduleEventView['kind'],
    change: { readonly rule?: ScheduleRule; readonly standing?: ScheduleStanding },
    label: string | null = null,
  ): Promise<ScheduleView> {
    const before = this.book.get(id);
    await this.book.change(id, change);
    await this.log.note(id, kind, { label }, before);
    return this.planned(id);
  }

  private async planned(id: number): Promise<ScheduleView> {
    await this.planner.refresh(id);
    return scheduleView(this.book.get(id), this.planner.isInterrupted(id));
  }
}

const nothingTo = (code: string, what: string, message: string): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    `HUB_NOTHING_TO_${code}`,
    message,
    `GET /api/v1/schedules shows what there is to ${what}.`,
  );
