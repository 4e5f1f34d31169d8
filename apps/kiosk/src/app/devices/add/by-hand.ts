import { afterNextRender, Component, computed, ElementRef, inject, Injector, input, linkedSignal } from '@angular/core';
import { type DeviceAccess } from '@hub/contracts';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DEVICE_FAULTS } from '../device-faults';
import { HouseholdDevices } from '../household-devices';
import { textIn } from '../text-in';
import { type DeviceTypeName } from '../type-words';
import { FirstAnswer } from './first-answer';
import { SettingsSheet } from './settings-sheet';

/** Types of which one device may have several relays. */
const WITH_OUTLETS: ReadonlySet<DeviceTypeName> = new Set(['tasmota', 'shelly-gen1', 'shelly-gen2']);

/** Name it, enter the settings in the device, see it answer. */
@Component({
  selector: 'hub-by-hand',
  imports: [FaultNotice, FirstAnswer, SettingsSheet],
  templateUrl: './by-hand.html',
  styleUrls: ['../../form/form.css', '../../settings/section.css', './by-hand.css'],
})
export class ByHand {
  private readonly devices = inject(HouseholdDevices);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly type = input.required<DeviceTypeName>();
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  protected readonly hasOutlets = computed(() => WITH_OUTLETS.has(this.type()));
  /** What the hub has made for the device. The password is told this once. Another type begins again. */
  protected readonly access = linkedSignal<DeviceTypeName, DeviceAccess | undefined>({
    source: this.type,
    computation: () => undefined,
  });

  protected async make(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const room = textIn(given, 'room');
    const outlet = Number(textIn(given, 'outlet') || 1);
    await this.task.run(async () => {
      const name = textIn(given, 'name');
      const access = await this.devices.add({ type: this.type(), name, room: room === '' ? null : room, outlet });
      if (!access) return;
      this.access.set(access);
      // The form is gone: the keyboard and the screen reader go on at the settings.
      afterNextRender(() => this.host.querySelector<HTMLElement>('h2[tabindex]')?.focus(), {
        injector: this.injector,
      });
    });
  }
}
