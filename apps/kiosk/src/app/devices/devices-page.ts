import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, Notice } from '@hub/ui';
import { FaultNotice } from '../faults/fault-notice';
import { DeviceCard } from './device-card';
import { HouseholdDevices } from './household-devices';

/** Every device of the household, live. */
@Component({
  selector: 'hub-devices-page',
  imports: [DeviceCard, FaultNotice, Icon, Notice, RouterLink],
  templateUrl: './devices-page.html',
  styleUrls: ['../report/report.css', './devices-page.css'],
})
export class DevicesPage {
  protected readonly devices = inject(HouseholdDevices);
}
