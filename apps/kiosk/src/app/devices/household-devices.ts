import { computed, inject, Injectable } from '@angular/core';
import {
  type ControlRequest,
  DeviceAccess,
  type DeviceNaming,
  DEVICES_EVENT,
  HouseholdDevice,
  HouseholdDeviceList,
} from '@hub/contracts';
import { ANYTHING, HubApi, streamed } from '@hub/data-access';
import { SignInGate } from '../sign-in/sign-in-gate';

/** What adding a device takes; the hub fills in the rest. */
export interface NewDevice {
  readonly type: HouseholdDevice['type'];
  readonly name: string;
  readonly room: string | null;
  readonly outlet?: number;
  readonly topic?: string;
}

/** The household's devices, live, and what is asked of them. Each change asks for a sign-in where one is needed. */
@Injectable({ providedIn: 'root' })
export class HouseholdDevices {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly live = streamed<HouseholdDeviceList>(
    { path: 'devices/live', event: DEVICES_EVENT, latest: 'devices', shape: HouseholdDeviceList },
    () => true,
  );
  /** Undefined until the hub has told them. */
  readonly list = computed(() => this.live.value()?.devices);
  /** False: nothing is switched until the hub's clock is set. */
  readonly clockKnown = computed(() => this.live.value()?.clockKnown ?? true);
  readonly fault = this.live.fault;

  /** Resolves with undefined when the person does not sign in, as all that follow. */
  async control(id: number, request: ControlRequest): Promise<HouseholdDevice | undefined> {
    return this.changed(() => this.api.send('PUT', `devices/${id}/control`, HouseholdDevice, request));
  }

  async rename(id: number, naming: DeviceNaming): Promise<HouseholdDevice | undefined> {
    return this.changed(() => this.api.send('PATCH', `devices/${id}`, HouseholdDevice, naming));
  }

  async add(device: NewDevice): Promise<DeviceAccess | undefined> {
    const access = await this.gate.run(() => this.api.send('POST', 'devices', DeviceAccess, device));
    if (access) this.take(access.device);
    return access;
  }

  /** Whether it is gone. */
  async forget(id: number): Promise<boolean> {
    const gone = await this.gate.run(async () => {
      await this.api.send('DELETE', `devices/${id}`, ANYTHING);
      return true;
    });
    if (gone === true) this.keep((devices) => devices.filter((device) => device.id !== id));
    return gone === true;
  }

  private async changed(change: () => Promise<HouseholdDevice>): Promise<HouseholdDevice | undefined> {
    const device = await this.gate.run(change);
    if (device) this.take(device);
    return device;
  }

  private take(device: HouseholdDevice): void {
    this.keep((devices) =>
      devices.some(({ id }) => id === device.id)
        ? devices.map((other) => (other.id === device.id ? device : other))
        : [...devices, device],
    );
  }

  private keep(change: (devices: readonly HouseholdDevice[]) => readonly HouseholdDevice[]): void {
    const before = this.live.value();
    if (before) this.live.set({ ...before, devices: [...change(before.devices)] });
  }
}
