import type { Run, WantedRuns } from '@hub/domain/devices';
import type { Block } from '@hub/domain/planner';
import { joined } from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { map, merge, type Observable } from 'rxjs';
import type { HubConfig } from '../config/config';
import { ControlService } from '../devices/control.service';
import type { WantedRunsSource } from '../devices/wanted-runs';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import type { HeldSchedule } from './held-schedule';
import { ScheduleBook } from './schedule-book';
import { SchedulePlanner } from './schedule-planner';

/** What schedules want of each device: the control loop's view of them. A device without a schedule is not in the map. */
@Injectable()
export class ScheduleRuns implements WantedRunsSource, OnModuleInit {
  readonly changed: Observable<void>;

  constructor(
    private readonly book: ScheduleBook,
    private readonly planner: SchedulePlanner,
    private readonly control: ControlService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {
    this.changed = merge(book.changed, planner.changed).pipe(map(() => undefined));
  }

  onModuleInit(): void {
    this.control.follow(this);
  }

  /** From memory; sorted, joined, none in the past. A run that has begun has its beginning. */
  runs(): WantedRuns {
    const now = this.clock();
    const wanted = new Map<number, Block[]>();
    for (const schedule of this.book.all()) {
      const { deviceId } = schedule.rule;
      wanted.set(deviceId, [...(wanted.get(deviceId) ?? []), ...this.blocksOf(schedule, now)]);
    }
    return new Map([...wanted].map(([device, blocks]) => [device, runsFrom(blocks, now)]));
  }

  private blocksOf(schedule: HeldSchedule, now: Instant): readonly Block[] {
    const { rule, standing, published } = schedule;
    const blocks: Block[] = [];
    if (standing.boostUntil !== null) blocks.push([standing.boostFrom ?? now, standing.boostUntil]);
    if (!standing.enabled) return blocks;
    for (const { plan } of published?.runs ?? []) blocks.push(...plan.blocks);
    if (rule.onCompletion === 'on') {
      const circumstances = { now, zone: this.config.timeZone, hub: '', rungs: [] };
      const until = this.planner.doneUntil(schedule, circumstances);
      if (until !== undefined) blocks.push([Math.floor(now), until]);
    }
    return blocks;
  }
}

/** What of them is not over, in order. */
const runsFrom = (blocks: readonly Block[], now: Instant): readonly Run[] =>
  joined([...blocks].sort(([a], [b]) => a - b)).flatMap(([start, end]) => (end > now ? [{ start, end }] : []));
