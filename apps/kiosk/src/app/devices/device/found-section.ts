import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FoundDeviceList, type HouseholdDevice } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { Icon } from '@hub/ui';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { HouseholdDevices } from '../household-devices';

const REFRESH_MS = 10_000;

type Found = FoundDeviceList['found'][number];

/** What a bridge says is behind it; each is added with one tap. */
@Component({
  selector: 'hub-found-section',
  imports: [FaultNotice, Icon, RouterLink],
  template: `
    <h2 i18n="@@found.title">Devices behind this bridge</h2>
    <div class="card">
      @if (found().length > 0) {
        <ul>
          @for (one of found(); track one.topic) {
            <li>
              <div>
                <h3>{{ one.name }}</h3>
                <p class="soft">{{ one.model }}</p>
              </div>
              @if (one.device !== undefined) {
                <a [routerLink]="['/devices', one.device]"
                  ><hub-icon name="check" /><span i18n="@@found.added">Added</span></a
                >
              } @else {
                <button type="button" [disabled]="task.busy()" (click)="add(one)" i18n="@@found.add">
                  Add<span class="visually-hidden"> {{ one.name }}</span>
                </button>
              }
            </li>
          }
        </ul>
      } @else {
        <p class="soft" i18n="@@found.none">
          The bridge has not told of any plug yet. Let it join in the bridge’s own pages; it then appears here.
        </p>
      }
      @if (task.fault() ?? list.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="faults" />
      }
    </div>
  `,
  styleUrls: ['../../form/form.css', '../../settings/section.css'],
  styles: `
    ul {
      display: grid;
      gap: 0.9rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.5rem 1rem;
    }
    li a {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      min-height: 2.75rem;
    }
    .soft {
      color: var(--ink-soft);
    }
  `,
})
export class FoundSection {
  private readonly devices = inject(HouseholdDevices);
  readonly bridge = input.required<HouseholdDevice>();
  private readonly path = computed(() => `devices/${this.bridge().id}/found`);
  protected readonly list = remote(this.path, FoundDeviceList, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  protected readonly found = computed(() => {
    const added = new Map(this.devices.list()?.map(({ topic, id }) => [topic, id]));
    return (this.list.value()?.found ?? []).map((one) => ({ ...one, device: added.get(one.topic) }));
  });

  /** Each outlet is a device of its own. */
  protected async add({ name, topic, outlets }: Found): Promise<void> {
    await this.task.run(async () => {
      for (let outlet = 1; outlet <= outlets; outlet += 1) {
        const own = outletName(name, outlet, outlets);
        const access = await this.devices.add({ type: 'zigbee', name: own, room: null, outlet, topic });
        if (!access) return;
      }
    });
  }
}

const outletName = (name: string, outlet: number, outlets: number): string =>
  outlets > 1 ? `${name} ${outlet}` : name;
