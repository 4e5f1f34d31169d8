import { Component, computed, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type DeviceAccess } from '@hub/contracts';
import { HubClock } from '@hub/data-access';
import { Icon } from '@hub/ui';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { HouseholdDevices } from '../household-devices';

/** From then on the page says what may be wrong. */
const PATIENCE_S = 60;
const TEST_PATIENCE_S = 10;

/** Waits until a new device is first heard, then tries whether it obeys; says what helps at each stage. */
@Component({
  selector: 'hub-first-answer',
  imports: [FaultNotice, Icon, RouterLink],
  templateUrl: './first-answer.html',
  styleUrls: ['../../form/form.css', '../../settings/section.css', './first-answer.css'],
})
export class FirstAnswer {
  private readonly devices = inject(HouseholdDevices);
  private readonly time = inject(HubClock);
  readonly access = input.required<DeviceAccess>();
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  protected readonly device = computed(
    () => this.devices.list()?.find(({ id }) => id === this.access().device.id) ?? this.access().device,
  );
  protected readonly heard = computed(() => this.device().reach !== 'unheard');
  private readonly since = linkedSignal<DeviceAccess, number | undefined>({
    source: this.access,
    computation: () => untracked(this.time.timeS),
  });
  protected readonly late = computed(() => !this.heard() && this.secondsSince(this.since()) > PATIENCE_S);
  /** When it was asked to switch; undefined before. */
  private readonly testedAt = signal<number | undefined>(undefined);
  /** How the trial goes: not begun, asked, obeyed, or no answer for too long. */
  protected readonly trial = computed(() => {
    const { control } = this.device();
    if (this.testedAt() === undefined || control === null) return 'open';
    if (control.confirmed && control.mode === 'on') return 'obeyed';
    return this.secondsSince(this.testedAt()) > TEST_PATIENCE_S ? 'failed' : 'asked';
  });

  protected async test(): Promise<void> {
    await this.task.run(async () => {
      const device = await this.devices.control(this.device().id, { mode: 'on', until: null });
      if (device) this.testedAt.set(this.time.timeS() ?? 0);
    });
  }

  private secondsSince(since: number | undefined): number {
    return since === undefined ? 0 : (this.time.timeS() ?? since) - since;
  }
}
