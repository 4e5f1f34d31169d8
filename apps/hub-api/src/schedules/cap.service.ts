import type { PowerCap, SchedulePrices } from '@hub/contracts';
import { type Cap, type Load, loadsOf } from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';
import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { HeldSchedule } from './held-schedule';
import { HouseLoadService } from './house-load.service';
import { PowerCapStore } from './power-cap.store';
import { ScheduleAudit } from './schedule-audit';
import { ScheduleBook } from './schedule-book';

/** The power cap with what is taken under it: by the house, by boosts, and by plans. */
@Injectable()
export class CapService {
  readonly changed: Observable<void>;

  constructor(
    private readonly store: PowerCapStore,
    private readonly house: HouseLoadService,
    private readonly book: ScheduleBook,
    private readonly audit: ScheduleAudit,
  ) {
    this.changed = store.changed;
  }

  get setting(): PowerCap {
    return this.store.now;
  }

  async set(cap: PowerCap, by: string): Promise<PowerCap> {
    const before = this.store.now;
    const set = await this.store.set(cap);
    if (set.capW !== before.capW) await this.audit.noteCap(by, set);
    return set;
  }

  /** Undefined where the household set none. */
  async at(now: Instant): Promise<Cap | undefined> {
    const { capW } = this.store.now;
    if (capW === null) return undefined;
    const boosts = this.book.all().flatMap((schedule) => boostOf(schedule, now));
    return { capW, taken: [...(await this.house.ahead(now)), ...boosts] };
  }

  /** As the page needs it for its own preview. */
  async view(now: Instant): Promise<Pick<SchedulePrices, 'cap'>> {
    const cap = await this.at(now);
    if (cap === undefined) return {};
    const plans = this.book.all().flatMap(({ id, rule, published }) =>
      loadsOf({ schedule: rule }, published?.runs ?? [])
        .filter(({ end }) => end > now)
        .map((load) => ({ ...load, scheduleId: id })),
    );
    return { cap: { capW: cap.capW, taken: [...cap.taken.map((load) => ({ ...load, scheduleId: null })), ...plans] } };
  }
}

function boostOf({ rule, standing }: HeldSchedule, now: Instant): readonly Load[] {
  const { boostFrom, boostUntil } = standing;
  if (boostUntil === null || boostUntil <= now) return [];
  return [{ start: boostFrom ?? now, end: boostUntil, watts: rule.powerW }];
}
