import { Component, computed, inject, input, output, signal } from '@angular/core';
import { ScheduleView } from '@hub/contracts';
import { HubApi } from '@hub/data-access';
import { shiftDay } from '@hub/domain/time';
import { formatClock } from '@hub/ui';
import { dayOf, shortDayText, soonText } from '@hub/ui/format';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { phaseOf } from './run-words';
import { SCHEDULE_WORDS } from './schedule-faults';

const BOOST_MINUTES = 60;
const PAUSE_DAYS = 7;

type Action = 'boost' | 'endBoost' | 'skip' | 'pause' | 'resume' | 'off' | 'on';

/** The exceptions to a routine, each in one tap and with a way back. */
@Component({
  selector: 'hub-schedule-buttons',
  imports: [FaultNotice],
  templateUrl: './schedule-buttons.html',
  styleUrl: './schedule-buttons.css',
})
export class ScheduleButtons {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  readonly schedule = input.required<ScheduleView>();
  readonly name = input.required<string>();
  readonly nowS = input.required<number>();
  readonly changed = output<ScheduleView>();
  protected readonly task = new Task();
  protected readonly words = SCHEDULE_WORDS;
  /** What was done last, in words; it can be undone once. */
  protected readonly done = signal<string | undefined>(undefined);
  protected readonly undone = signal(false);
  protected readonly today = computed(() => dayOf(this.nowS()));
  protected readonly phase = computed(() => phaseOf(this.schedule(), this.nowS(), this.today()));
  protected readonly boostUntil = computed(() => formatClock(this.schedule().standing.boostUntil ?? 0));
  protected readonly pausedUntil = computed(() => this.schedule().rule.pauseUntil ?? '');
  protected readonly canSkip = computed(() => this.schedule().next.length > 0 && this.schedule().rule.once === null);

  protected act(action: Action): Promise<void> {
    switch (action) {
      case 'boost':
        return this.send('boost', { minutes: BOOST_MINUTES }, ({ standing }) => {
          const until = formatClock(standing.boostUntil ?? 0);
          return $localize`:@@done.boost:Running until ${until}:clock:. Then the plan goes on.`;
        });
      case 'endBoost':
        return this.send('boost', { minutes: 0 }, () => $localize`:@@done.endBoost:The plan goes on.`);
      case 'skip': {
        const skipped = soonText(this.schedule().next[0]?.deadline ?? 0, this.nowS());
        return this.send('skip', {}, () => $localize`:@@done.skip:The run for ${skipped}:time: is skipped.`);
      }
      case 'pause':
        return this.pauseUntil(shiftDay(this.today(), PAUSE_DAYS));
      case 'resume':
        return this.send('pause', { until: null }, () => $localize`:@@done.resume:It runs again.`);
      case 'off':
        return this.send('off', {}, () => $localize`:@@done.off:Switched off until you switch it on.`);
      case 'on':
        return this.send('on', {}, () => $localize`:@@done.on:Switched on.`);
    }
  }

  protected pauseUntil(until: string): Promise<void> {
    if (until === '') return Promise.resolve();
    const day = shortDayText(until);
    return this.send('pause', { until }, () => $localize`:@@done.pause:Paused until ${day}:day:.`);
  }

  protected async undo(): Promise<void> {
    await this.send('undo', {}, () => $localize`:@@done.undone:Undone.`);
    this.undone.set(true);
  }

  private async send(path: string, body: unknown, told: (view: ScheduleView) => string): Promise<void> {
    this.done.set(undefined);
    await this.task.run(async () => {
      const { id } = this.schedule();
      const view = await this.gate.run(() => this.api.send('POST', `schedules/${id}/${path}`, ScheduleView, body));
      if (view === undefined) return;
      this.undone.set(false);
      this.done.set(told(view));
      this.changed.emit(view);
    });
  }
}
