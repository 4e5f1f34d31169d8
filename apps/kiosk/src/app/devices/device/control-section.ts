import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ControlRequest, type HouseholdDevice, ScheduleList } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { formatClock, Icon } from '@hub/ui';
import { soonText } from '@hub/ui/format';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { planText } from '../device-words';
import { HouseholdDevices } from '../household-devices';

type Mode = ControlRequest['mode'];

const MODES: readonly { readonly mode: Mode; readonly name: string }[] = [
  { mode: 'on', name: $localize`:@@devices.on:On` },
  { mode: 'off', name: $localize`:@@devices.off:Off` },
  { mode: 'smart', name: $localize`:@@device.smart:Smart` },
];

/** For how long on or off holds, in minutes. */
const SPANS: readonly { readonly minutes: number; readonly name: string }[] = [
  { minutes: 0, name: $localize`:@@device.span0:until I change it` },
  { minutes: 30, name: $localize`:@@device.span30:for half an hour` },
  { minutes: 60, name: $localize`:@@device.span60:for an hour` },
  { minutes: 120, name: $localize`:@@device.span120:for two hours` },
  { minutes: 240, name: $localize`:@@device.span240:for four hours` },
  { minutes: 480, name: $localize`:@@device.span480:for eight hours` },
];
const MINUTE_S = 60;
const SCHEDULES_MS = 60_000;

/** On, off, or by its schedule; and what its schedule will do. */
@Component({
  selector: 'hub-control-section',
  imports: [FaultNotice, Icon, RouterLink],
  templateUrl: './control-section.html',
  styleUrls: ['../../form/form.css', '../../settings/section.css', './control-section.css'],
})
export class ControlSection {
  private readonly devices = inject(HouseholdDevices);
  readonly device = input.required<HouseholdDevice>();
  readonly control = input.required<NonNullable<HouseholdDevice['control']>>();
  readonly nowS = input.required<number>();
  private readonly schedules = remote(() => 'schedules', ScheduleList, SCHEDULES_MS);
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  protected readonly modes = MODES;
  protected readonly spans = SPANS;
  /** What was pressed holds until the hub says what it made of it. */
  protected readonly mode = linkedSignal(() => this.control().mode);
  protected readonly minutes = linkedSignal({
    source: () => this.control().until,
    computation: (until, before?: { readonly value: number }) => (until === null ? 0 : (before?.value ?? 0)),
  });
  /** Where its schedule is; of several, where they all are. Undefined while there is none. */
  protected readonly schedule = computed(() => {
    const own = this.schedules.value()?.schedules.filter(({ rule }) => rule.deviceId === this.device().id) ?? [];
    return own[0] && (own.length === 1 ? `/schedules/${own[0].id}` : '/schedules');
  });
  protected readonly plan = computed(() => planText(this.device(), this.nowS()));
  protected readonly runs = computed(() =>
    this.control().runs.map(({ start, end }) => ({
      start,
      text: `${soonText(start, this.nowS())} – ${formatClock(end)}`,
    })),
  );

  protected async choose(mode: Mode, minutes = this.minutes()): Promise<void> {
    const until = mode === 'smart' || minutes === 0 ? null : Math.ceil(this.nowS()) + minutes * MINUTE_S;
    const before = this.control().mode;
    this.mode.set(mode);
    const done = await this.task.run(async () => {
      if (!(await this.devices.control(this.device().id, { mode, until }))) this.mode.set(before);
    });
    if (!done) this.mode.set(before);
  }

  protected hold(value: string): void {
    const minutes = Number(value);
    this.minutes.set(minutes);
    if (this.mode() !== 'smart') void this.choose(this.mode(), minutes);
  }
}
