import type { Run, WantedRuns } from '@hub/domain/devices';
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
    const wanted = new Map<number, Run[]>();
    for (const schedule of this.book.all()) {
      const { deviceId } = schedule.rule;
      wanted.set(deviceId, [...(wanted.get(deviceId) ?? []), ...this.runsOf(schedule, now)]);
    }
    return new Map([...wanted].map(([device, runs]) => [device, joined(runs).filter(({ end }) => end > now)]));
  }

  private runsOf(schedule: HeldSchedule, now: Instant): readonly Run[] {
    const { rule, standing, published } = schedule;
    const runs: Run[] = [];
    if (standing.boostUntil !== null) runs.push({ start: standing.boostFrom ?? now, end: standing.boostUntil });
    if (!standing.enabled) return runs;
    for (const { plan } of published?.runs ?? []) runs.push(...plan.blocks.map(([start, end]) => ({ start, end })));
    if (rule.onCompletion === 'on') {
      const circumstances = { now, zone: this.config.timeZone, hub: '', rungs: [] };
      const until = this.planner.doneUntil(schedule, circumstances);
      if (until !== undefined) runs.push({ start: Math.floor(now), end: until });
    }
    return runs;
  }
}

function joined(runs: readonly Run[]): readonly Run[] {
  const all: Run[] = [];
  for (const run of [...runs].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && run.start <= last.end) all[all.length - 1] = { ...last, end: Math.max(last.end, run.end) };
    else all.push(run);
  }
  return all;
}
