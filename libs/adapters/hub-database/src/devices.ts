import type { DataSource } from 'typeorm';
import { type DeviceRow, DeviceSchema } from './schema/device';

export type StoredDevice = Readonly<Omit<DeviceRow, 'createdAt'>>;
export type NewDevice = Omit<StoredDevice, 'id' | 'override' | 'control'>;
export type DeviceChange = Partial<Pick<StoredDevice, 'name' | 'room' | 'override' | 'control'>>;

/** The household's devices. */
export interface DeviceTables {
  devices(): Promise<readonly StoredDevice[]>;
  /** Adds a device. One at the same topic and outlet is that device: it is left as it is, apart from its account. */
  addDevice(device: NewDevice): Promise<StoredDevice>;
  changeDevice(id: number, change: DeviceChange): Promise<void>;
  removeDevice(id: number): Promise<void>;
}

export function deviceTables(open: () => DataSource): DeviceTables {
  return {
    devices: () => open().manager.find(DeviceSchema, { order: { id: 'ASC' } }),
    addDevice: async (device) => {
      const { manager } = open();
      await manager
        .createQueryBuilder()
        .insert()
        .into(DeviceSchema)
        .values({ ...device, override: null, control: null })
        .orIgnore()
        .execute();
      const where = { topic: device.topic, outlet: device.outlet };
      await manager.update(DeviceSchema, where, { account: device.account });
      return manager.findOneByOrFail(DeviceSchema, where);
    },
    changeDevice: async (id, change) => {
      await open().manager.update(DeviceSchema, { id }, change);
    },
    removeDevice: async (id) => {
      await open().manager.delete(DeviceSchema, { id });
    },
  };
}
