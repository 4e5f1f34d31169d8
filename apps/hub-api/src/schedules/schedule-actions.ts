import type { ScheduleRule, ScheduleStanding, ScheduleView } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports/ports';
import { ScheduleAudit } from './schedule-audit';
import { ScheduleBook } from './schedule-book';
import { ScheduleLog } from './schedule-log';
import { SchedulePlanner } from './schedule-planner';
import { scheduleView } from './schedule-views';

/** Labels of the past mean nothing; the newest of them are kept. */
const MOST_SKIPPED = 50;

interface Exception {
  readonly kind: 'skipped' | 'paused' | 'boosted' | 'off' | 'on';
  /** The name of who asks for it. */
  readonly by: string;
  readonly label?: string | null;
}

/** The exceptions to a rule, each of which can be undone. */
@Injectable()
export class ScheduleActions {
  constructor(
    private readonly audit: ScheduleAudit,
    private readonly book: ScheduleBook,
    private readonly log: ScheduleLog,
    private readonly planner: SchedulePlanner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ApiError 409 HUB_NOTHING_TO_SKIP */
  skip(id: number, label: string | undefined, by: string): Promise<ScheduleView> {
    const { rule, published } = this.book.get(id);
    const skipped = label ?? published?.runs[0]?.label;
    if (skipped === undefined) throw nothingTo('SKIP', 'skip', 'This schedule has no run ahead.');
    const skip = [...new Set([...rule.skip, skipped])].sort().slice(-MOST_SKIPPED);
    return this.change(id, { kind: 'skipped', by, label: skipped }, { rule: { ...rule, skip } });
  }

  pause(id: number, until: string | null, by: string): Promise<ScheduleView> {
    return this.change(id, { kind: 'paused', by }, { rule: { ...this.book.get(id).rule, pauseUntil: until } });
  }

  boost(id: number, minutes: number, by: string): Promise<ScheduleView> {
    const { standing } = this.book.get(id);
    const from = Math.floor(this.clock());
    const boost = minutes === 0 ? [null, null] : [from, from + minutes * 60];
    const [boostFrom = null, boostUntil = null] = boost;
    return this.change(id, { kind: 'boosted', by }, { standing: { ...standing, boostFrom, boostUntil } });
  }

  setEnabled(id: number, enabled: boolean, by: string): Promise<ScheduleView> {
    return this.change(
      id,
      { kind: enabled ? 'on' : 'off', by },
      { standing: { enabled, boostFrom: null, boostUntil: null } },
    );
  }

  /** @throws ApiError 409 HUB_NOTHING_TO_UNDO */
  async undo(id: number, by: string): Promise<ScheduleView> {
    const schedule = this.book.get(id);
    const before = await this.log.undoable(id);
    if (before === undefined) throw nothingTo('UNDO', 'undo', 'Nothing of this schedule was changed since.');
    await this.book.change(id, before);
    await this.log.note(id, 'undone');
    await this.audit.note(by, 'schedule-undone', schedule);
    return this.planned(id);
  }

  private async change(
    id: number,
    { kind, by, label = null }: Exception,
    change: { readonly rule?: ScheduleRule; readonly standing?: ScheduleStanding },
  ): Promise<ScheduleView> {
    const before = this.book.get(id);
    await this.book.change(id, change);
    await this.log.note(id, kind, { label }, before);
    await this.audit.note(by, `schedule-${kind}`, before);
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
