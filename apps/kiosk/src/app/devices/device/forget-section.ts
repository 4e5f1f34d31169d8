import { afterNextRender, Component, ElementRef, inject, Injector, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { type HouseholdDevice } from '@hub/contracts';
import { HubClock } from '@hub/data-access';
import { pastText } from '../device-words';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { HouseholdDevices } from '../household-devices';

/** What the device is for the network, and giving it up. */
@Component({
  selector: 'hub-forget-section',
  imports: [FaultNotice],
  template: `
    <h2 i18n="@@device.about">About this device</h2>
    <div class="card">
      <dl>
        <dt i18n="@@device.heard">Last heard</dt>
        <dd>{{ heard() }}</dd>
        @if (device().ip; as ip) {
          <dt i18n="@@device.address">Address</dt>
          <dd>{{ ip }}</dd>
        }
        <dt i18n="@@device.topic">Topic</dt>
        <dd>{{ device().topic }}</dd>
        @if (device().outlet > 1) {
          <dt i18n="@@device.outlet">Outlet</dt>
          <dd>{{ device().outlet }}</dd>
        }
      </dl>
      @if (sure()) {
        <p i18n="@@device.forgetSure">
          Its account ends at once, and the hub no longer switches it. What it used stays in your readings.
        </p>
      }
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="faults" />
      }
      <div class="buttons">
        @if (sure()) {
          <button type="button" class="main" [disabled]="task.busy()" (click)="forget()" i18n="@@device.forgetYes">
            Yes, forget it
          </button>
          <button type="button" (click)="sure.set(false)" i18n="@@form.cancel">Cancel</button>
        } @else {
          <button type="button" (click)="askFirst()" i18n="@@device.forget">Forget this device…</button>
        }
      </div>
    </div>
  `,
  styleUrls: ['../../form/form.css', '../../settings/section.css'],
})
export class ForgetSection {
  private readonly devices = inject(HouseholdDevices);
  private readonly time = inject(HubClock);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly device = input.required<HouseholdDevice>();
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  /** The household was asked whether it means it. */
  protected readonly sure = signal(false);

  protected heard(): string {
    const { heardAt } = this.device();
    return heardAt === null ? $localize`:@@device.never:Never` : pastText(heardAt, this.time.timeS() ?? heardAt);
  }

  /** The button that had the focus is gone: the keyboard goes on at the first of the new ones. */
  protected askFirst(): void {
    this.sure.set(true);
    afterNextRender(() => this.host.querySelector<HTMLElement>('.buttons button')?.focus(), {
      injector: this.injector,
    });
  }

  protected async forget(): Promise<void> {
    await this.task.run(async () => {
      if (await this.devices.forget(this.device().id)) await this.router.navigateByUrl('/devices');
    });
  }
}
