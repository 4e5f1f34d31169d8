import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { HouseholdDeviceList } from '@hub/contracts';
import { ANYTHING, HubClock, HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { ACCESS_FAULTS } from './access-faults';
import { SureButton } from './sure-button';
import { whenText } from './when-text';

const REFRESH_MS = 30_000;

/** Devices have accounts of their own at the hub's broker. A device that is removed cannot connect any more. */
@Component({
  selector: 'hub-device-accounts-section',
  imports: [FaultNotice, SureButton],
  template: `
    <h2 #heading tabindex="-1" i18n="@@deviceAccounts.title">Devices</h2>
    <div class="card">
      @if (devices(); as devices) {
        <ul>
          @for (device of devices; track device.id) {
            <li>
              <div class="about">
                <strong>{{ device.name }}</strong>
                <small>
                  @if (device.heard; as heard) {
                    <span i18n="@@deviceAccounts.heard">last message {{ heard }}</span>
                  } @else {
                    <span i18n="@@deviceAccounts.unheard">never connected</span>
                  }
                </small>
              </div>
              <hub-sure-button [disabled]="task.busy()" (confirmed)="remove(device.id)">
                <span ask i18n="@@deviceAccounts.remove">Remove {{ device.name }}</span>
                <span yes i18n="@@deviceAccounts.removeSure">Yes, remove {{ device.name }} and end its account</span>
              </hub-sure-button>
            </li>
          } @empty {
            <li class="empty" i18n="@@deviceAccounts.none">No device has an account.</li>
          }
        </ul>
      }
      @if (task.fault() ?? list.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', '../settings/section.css', './access.css'],
})
export class DeviceAccountsSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly time = inject(HubClock);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly list = remote(() => 'devices', HouseholdDeviceList, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly words = ACCESS_FAULTS;
  protected readonly devices = computed(() => {
    const now = this.time.minuteS() ?? 0;
    return this.list.value()?.devices.map(({ id, name, heardAt }) => ({
      id,
      name,
      heard: heardAt === null ? undefined : whenText(heardAt, now),
    }));
  });

  protected async remove(id: number): Promise<void> {
    await this.task.run(async () => this.gate.run(() => this.api.send('DELETE', `devices/${id}`, ANYTHING)));
    this.list.reload();
    this.heading().nativeElement.focus();
  }
}
