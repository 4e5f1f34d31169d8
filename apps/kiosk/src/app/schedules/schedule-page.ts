import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { HouseholdDeviceList, SchedulePrices, ScheduleView } from '@hub/contracts';
import { ANYTHING, HubClock, HubApi, remote } from '@hub/data-access';
import { DAY_S } from '@hub/domain/time';
import { soonText } from '@hub/ui/format';
import { PlanLane } from '@hub/ui/plan-lane';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { priceSpans } from './price-spans';
import { isPriced, priceText, timesText } from './run-words';
import { ScheduleCard } from './schedule-card';
import { SCHEDULE_WORDS } from './schedule-faults';
import { ScheduleHistory } from './schedule-history';
import { deviceNumber, rowOf } from './schedules-data';
import { WeekView } from './week-view';
import { WhyPanel } from './why-panel';

const REFRESH_MS = 15_000;
const PRICES_MS = 300_000;
const DEVICES_MS = 300_000;

/** One schedule: its next run and why it is then, the week, what happened, and the way to change or remove it. */
@Component({
  selector: 'hub-schedule-page',
  imports: [FaultNotice, PlanLane, RouterLink, ScheduleCard, ScheduleHistory, WeekView, WhyPanel],
  templateUrl: './schedule-page.html',
  styleUrls: ['../report/report.css', './schedules-page.css'],
})
export class SchedulePage {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly router = inject(Router);
  private readonly time = inject(HubClock);
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly view = remote(() => `schedules/${encodeURIComponent(this.id())}`, ScheduleView, REFRESH_MS);
  private readonly devices = remote(() => 'devices', HouseholdDeviceList, DEVICES_MS);
  private readonly prices = remote(() => 'schedules/prices', SchedulePrices, PRICES_MS);
  protected readonly task = new Task();
  protected readonly words = SCHEDULE_WORDS;
  protected readonly nextRun = $localize`:@@schedule.next:Next run`;
  /** Removing was asked for, and waits to be confirmed. */
  protected readonly removing = signal(false);
  protected readonly nowS = computed(() => this.time.minuteS() ?? 0);
  protected readonly name = computed(() => {
    const id = this.view.value()?.rule.deviceId ?? 0;
    return this.devices.value()?.devices.find((device) => device.id === id)?.name ?? deviceNumber(id);
  });
  protected readonly run = computed(() => this.view.value()?.next[0]);
  protected readonly later = computed(() =>
    (this.view.value()?.next ?? []).slice(1).map((run) => ({
      readyBy: soonText(run.deadline, this.nowS()),
      times: timesText(run.blocks, this.nowS()),
      cost: priceText(isPriced(run) ? run.cost.chosenPence : null),
    })),
  );
  protected readonly rows = computed(() => {
    const view = this.view.value();
    return view ? rowOf(this.name(), view) : [];
  });
  protected readonly endS = computed(() => Math.max(this.nowS() + DAY_S, (this.run()?.deadline ?? 0) + 3_600));
  protected readonly spans = computed(() => priceSpans(this.prices.value(), this.nowS(), this.endS()));

  protected async remove(): Promise<void> {
    await this.task.run(async () => {
      const gone = await this.gate.run(async () => {
        await this.api.send('DELETE', `schedules/${encodeURIComponent(this.id())}`, ANYTHING);
        return true;
      });
      if (gone) await this.router.navigate(['/schedules'], { replaceUrl: true });
    });
  }
}
