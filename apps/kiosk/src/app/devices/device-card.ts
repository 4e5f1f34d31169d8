import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type HouseholdDevice } from '@hub/contracts';
import { HubClock } from '@hub/data-access';
import { Age } from '@hub/ui';
import { powerText } from '@hub/ui/format';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { DeviceDrawing } from './device-drawing';
import { DEVICE_FAULTS } from './device-faults';
import { deviceNotes, deviceState, planText } from './device-words';
import { HouseholdDevices } from './household-devices';

/** One device at a glance: what it is, how it is, what it takes; on or off with one tap. */
@Component({
  selector: 'hub-device-card',
  imports: [Age, DeviceDrawing, FaultNotice, RouterLink],
  templateUrl: './device-card.html',
  styleUrl: './device-card.css',
  host: { '[attr.data-tone]': 'state().tone' },
})
export class DeviceCard {
  private readonly devices = inject(HouseholdDevices);
  private readonly time = inject(HubClock);
  readonly device = input.required<HouseholdDevice>();
  /** Only what matters on a page about something else. */
  readonly short = input(false);
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  private readonly nowS = computed(() => this.time.timeS() ?? this.device().heardAt ?? 0);
  protected readonly state = computed(() => deviceState(this.device()));
  protected readonly plan = computed(() => planText(this.device(), this.nowS()));
  protected readonly notes = computed(() => deviceNotes(this.device(), this.nowS()));
  protected readonly power = computed(() => {
    const { powerW, powerAt, reach } = this.device();
    if (powerW === null || reach === 'unheard') return undefined;
    return { text: powerText(powerW), ageS: powerAt === null ? undefined : Math.max(0, this.nowS() - powerAt) };
  });
  /** What one tap does; undefined where nothing can be switched. */
  protected readonly turn = computed<'on' | 'off' | undefined>(() => {
    const { control, reach, on } = this.device();
    return control === null || reach !== 'answers' ? undefined : on === true ? 'off' : 'on';
  });

  protected async switch(mode: 'on' | 'off'): Promise<void> {
    await this.task.run(() => this.devices.control(this.device().id, { mode, until: null }));
  }
}
