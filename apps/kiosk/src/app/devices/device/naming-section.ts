import { Component, inject, input, signal } from '@angular/core';
import { type HouseholdDevice } from '@hub/contracts';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { HouseholdDevices } from '../household-devices';
import { textIn } from '../text-in';

/** What the household calls a device, and where it stands. */
@Component({
  selector: 'hub-naming-section',
  imports: [FaultNotice],
  template: `
    <h2 i18n="@@device.naming">Name and room</h2>
    <form #form class="card" (submit)="$event.preventDefault(); save(form)" (input)="saved.set(false)">
      <label>
        <span i18n="@@device.name">Name</span>
        <input name="name" required maxlength="64" autocomplete="off" [value]="device().name" />
      </label>
      <label>
        <span i18n="@@device.room">Room</span>
        <input name="room" maxlength="64" autocomplete="off" [value]="device().room ?? ''" />
      </label>
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="faults" />
      }
      @if (saved()) {
        <p role="status" i18n="@@device.saved">Saved.</p>
      }
      <div class="buttons">
        <button [disabled]="task.busy()" i18n="@@form.save">Save</button>
      </div>
    </form>
  `,
  styleUrls: ['../../form/form.css', '../../settings/section.css'],
})
export class NamingSection {
  private readonly devices = inject(HouseholdDevices);
  readonly device = input.required<HouseholdDevice>();
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  protected readonly saved = signal(false);

  protected async save(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const [name, room] = [textIn(given, 'name'), textIn(given, 'room')];
    await this.task.run(async () => {
      const device = await this.devices.rename(this.device().id, { name, room: room === '' ? null : room });
      this.saved.set(device !== undefined);
    });
  }
}
