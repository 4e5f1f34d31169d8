import type { Database, NewDevice, StoredDevice } from '@hub/adapters/hub-database';
import type { DeviceState, Override } from '@hub/domain/devices';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Subject } from 'rxjs';
import { DATABASE } from '../ports/ports';
import { deviceOf, type HouseDevice, lastingDiffers, lastingText } from './house-device';

/** The household's devices in memory, and in the database what outlives a restart. */
@Injectable()
export class DeviceStore implements OnApplicationBootstrap {
  private readonly logger = new Logger('devices');
  private readonly devices = new Map<number, HouseDevice>();
  private readonly lists = new Subject<void>();
  private readonly states = new Subject<HouseDevice>();

  /** Emits when a device came or went. */
  readonly listChanged = this.lists.asObservable();
  /** Emits when something of a device changed. */
  readonly deviceChanged = this.states.asObservable();

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.database.onOpen(() => {
      this.database.devices().then(
        (rows) => this.take(rows),
        (error: unknown) => this.logger.error(error, 'the devices could not be read'),
      );
    });
  }

  all(): readonly HouseDevice[] {
    return [...this.devices.values()];
  }

  find(id: number): HouseDevice | undefined {
    return this.devices.get(id);
  }

  /** @throws ApiError 404 DEVICE_UNKNOWN */
  get(id: number): HouseDevice {
    const device = this.devices.get(id);
    if (device) return device;
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'DEVICE_UNKNOWN',
      `There is no device ${id}.`,
      'Open the list of devices again.',
    );
  }

  async add(device: NewDevice): Promise<HouseDevice> {
    const row = await this.database.addDevice(device);
    this.take([row]);
    return this.get(row.id);
  }

  async rename(id: number, change: { readonly name?: string; readonly room?: string | null }): Promise<void> {
    const device = this.get(id);
    await this.database.changeDevice(id, change);
    this.put({ ...device, ...change });
  }

  async setOverride(id: number, override: Override | null): Promise<void> {
    this.get(id);
    await this.database.changeDevice(id, { override: override && JSON.stringify(override) });
    const device = this.get(id);
    // The household's newest word is the one that counts: a press before it is over.
    this.observed(id, { ...device.state, press: null });
    this.put({ ...this.get(id), override });
  }

  async remove(id: number): Promise<void> {
    await this.database.removeDevice(id);
    if (this.devices.delete(id)) this.lists.next();
  }

  /** Takes what a device said. What must outlive a restart is stored, without anything waiting for it. */
  observed(id: number, state: DeviceState): void {
    const device = this.devices.get(id);
    if (!device) return;
    if (lastingDiffers(device.state, state)) this.keep(id, state);
    this.put({ ...device, state });
  }

  private keep(id: number, state: DeviceState): void {
    this.database.changeDevice(id, { control: lastingText(state) }).catch((error: unknown) => {
      this.logger.warn(`what device ${id} confirmed could not be stored: ${String(error)}`);
    });
  }

  private take(rows: readonly StoredDevice[]): void {
    for (const row of rows) {
      const device = deviceOf(row);
      if (device) this.devices.set(device.id, { ...device, state: this.devices.get(device.id)?.state ?? device.state });
      else this.logger.warn(`device ${row.id} is of a type that this release does not know: ${row.type}`);
    }
    this.lists.next();
  }

  private put(device: HouseDevice): void {
    this.devices.set(device.id, device);
    this.states.next(device);
  }
}
