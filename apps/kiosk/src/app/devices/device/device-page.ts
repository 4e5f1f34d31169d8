import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HubClock } from '@hub/data-access';
import { Age, Icon, Notice } from '@hub/ui';
import { powerText } from '@hub/ui/format';
import { FaultNotice } from '../../faults/fault-notice';
import { DeviceDrawing } from '../device-drawing';
import { deviceNotes, deviceState } from '../device-words';
import { HouseholdDevices } from '../household-devices';
import { TYPE_WORDS } from '../type-words';
import { ControlSection } from './control-section';
import { EnergySection } from './energy-section';
import { ForgetSection } from './forget-section';
import { FoundSection } from './found-section';
import { NamingSection } from './naming-section';

/** A number of the address; anything else is no device. */
const idIn = (value: unknown): number => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0);

/** One device: how it is, what it is told, what it used, what it is called. */
@Component({
  selector: 'hub-device-page',
  imports: [
    Age,
    ControlSection,
    DeviceDrawing,
    EnergySection,
    FaultNotice,
    ForgetSection,
    FoundSection,
    Icon,
    NamingSection,
    Notice,
    RouterLink,
  ],
  templateUrl: './device-page.html',
  styleUrls: ['../../report/report.css', './device-page.css'],
})
export class DevicePage {
  private readonly time = inject(HubClock);
  protected readonly devices = inject(HouseholdDevices);
  /** From the address. */
  readonly id = input(0, { transform: idIn });
  protected readonly device = computed(() => this.devices.list()?.find(({ id }) => id === this.id()));
  protected readonly nowS = computed(() => this.time.timeS() ?? this.device()?.heardAt ?? 0);
  /** What is shown of it, in words. */
  protected readonly view = computed(() => {
    const device = this.device();
    if (!device) return undefined;
    const { powerW, powerAt, type } = device;
    return {
      ...deviceState(device),
      type: TYPE_WORDS[type].name,
      notes: deviceNotes(device, this.nowS()),
      power: powerW === null ? undefined : powerText(powerW),
      ageS: powerAt === null ? undefined : Math.max(0, this.nowS() - powerAt),
    };
  });
}
