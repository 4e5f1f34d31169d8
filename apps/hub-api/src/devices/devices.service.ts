import { randomInt } from 'node:crypto';
import type {
  ControlRequest,
  DeviceAccess,
  DeviceNaming,
  DeviceRequest,
  DeviceTypeList,
  FirmwareSettings,
  FoundDeviceList,
  HouseholdDevice,
  HouseholdDeviceList,
} from '@hub/contracts';
import {
  DEVICE_TYPE_NAMES,
  type DeviceAddress,
  deviceType,
  type DeviceType,
  type DeviceTypeName,
} from '@hub/domain/devices';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports/ports';
import { ControlService } from './control.service';
import { DeviceAccounts } from './device-accounts';
import { DeviceStore } from './device-store';
import { deviceView } from './device-view';
import { FoundDevices } from './found-devices';
import type { HouseDevice } from './house-device';

const SUFFIX_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const SUFFIX_LENGTH = 6;

/** A device that is to be added with an account that exists. */
export interface AddedDevice {
  readonly type: DeviceTypeName;
  readonly topic: string;
  readonly outlet: number;
  readonly name: string;
  readonly room: string | null;
  readonly account: string | null;
}

/** The household's devices, and what it tells them. */
@Injectable()
export class DevicesService {
  constructor(
    private readonly store: DeviceStore,
    private readonly control: ControlService,
    private readonly accounts: DeviceAccounts,
    private readonly bridges: FoundDevices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(): HouseholdDeviceList {
    return { clockKnown: this.control.clockKnown, devices: this.store.all().map((device) => this.viewOf(device)) };
  }

  one(id: number): HouseholdDevice {
    return this.viewOf(this.store.get(id));
  }

  /** @throws ApiError 404 DEVICE_UNKNOWN */
  found(id: number): FoundDeviceList {
    return this.bridges.behind(this.store.get(id));
  }

  types(): DeviceTypeList {
    return {
      types: DEVICE_TYPE_NAMES.map((type) => {
        const { kind, control, settings } = deviceType(type);
        return { type, kind, controllable: control !== undefined, settings: settingsOf(settings) };
      }),
    };
  }

  /** Adds a device that has its account. The same topic and outlet is the same device. */
  async add(device: AddedDevice): Promise<HouseholdDevice> {
    return this.viewOf(await this.store.add(device));
  }

  /** Adds a device that is entered in its own page or app, with an account of its own. @throws ApiError 503 ACCOUNTS_UNAVAILABLE */
  async addByHand(request: DeviceRequest, by: string): Promise<DeviceAccess> {
    const { type: typeName, name, room, outlet, topic, suffix } = request;
    const type = deviceType(typeName);
    const address = { topic: topic ?? type.topicOf(suffix ?? randomSuffix()), outlet };
    const account = topic === undefined ? await this.newAccount(type, address, by) : null;
    const added = { type: typeName, name, room, ...address, account: account?.username ?? null };
    return { device: await this.add(added), account, topic: address.topic, settings: settingsOf(type.settings) };
  }

  private async newAccount(
    type: DeviceType,
    address: DeviceAddress,
    by: string,
  ): Promise<NonNullable<DeviceAccess['account']>> {
    const username = `device-${randomSuffix()}${randomSuffix()}`;
    return { port: this.accounts.port, username, ...(await this.accounts.create(username, type.rights(address), by)) };
  }

  async rename(id: number, { name, room }: DeviceNaming): Promise<HouseholdDevice> {
    await this.store.rename(id, { ...(name !== undefined && { name }), ...(room !== undefined && { room }) });
    return this.one(id);
  }

  /** Takes the household's word. It is sent at once; the device's own answer confirms it. */
  async setControl(id: number, { mode, until }: ControlRequest): Promise<HouseholdDevice> {
    const since = Math.floor(this.clock());
    await this.store.setOverride(id, mode === 'smart' ? null : { on: mode === 'on', since, until });
    this.control.soon();
    return this.one(id);
  }

  /** Forgets a device. Its account ends with its last outlet. */
  async forget(id: number): Promise<void> {
    const { account } = this.store.get(id);
    await this.store.remove(id);
    if (account !== null && !this.store.all().some((other) => other.account === account))
      await this.accounts.revoke(account);
  }

  viewOf(device: HouseDevice): HouseholdDevice {
    const standing = { plan: this.control.planOf(device), ...this.control.standing(device) };
    return deviceView(device, standing, this.clock());
  }
}

const randomSuffix = (): string =>
  Array.from({ length: SUFFIX_LENGTH }, () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)]).join('');

const settingsOf = ({ path, also, ...labels }: DeviceType['settings']): FirmwareSettings => ({
  ...labels,
  path: [...path],
  also: also.map(([label, value]) => [label, value]),
});
