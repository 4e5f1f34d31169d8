import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DeviceCard } from '../devices/device-card';
import { HouseholdDevices } from '../devices/household-devices';

/** As many as are read at a glance; the page of the devices has them all. */
const MOST = 6;

/** The household's devices in short. Nothing while there is none. */
@Component({
  selector: 'hub-home-devices',
  imports: [DeviceCard, RouterLink],
  template: `
    @if (devices().length > 0) {
      <header>
        <h2 i18n="@@home.devices">Devices</h2>
        <a routerLink="/devices" i18n="@@home.allDevices">All devices</a>
      </header>
      <ul>
        @for (device of devices(); track device.id) {
          <li><hub-device-card [device]="device" [short]="true" /></li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.8rem;
      min-width: 0;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    h2 {
      font-size: 1.3rem;
    }
    header a {
      display: inline-flex;
      align-items: center;
      min-height: 2.75rem;
      color: var(--accent);
      font-weight: 600;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
      gap: 0.8rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      min-width: 0;
    }
  `,
})
export class HomeDevices {
  private readonly household = inject(HouseholdDevices);
  protected readonly devices = computed(() => this.household.list()?.slice(0, MOST) ?? []);
}
