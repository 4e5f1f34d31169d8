import type { Control, DeviceType } from '../device-type';
import { emonEspHeatPump, emonEspPlug, emonEspRelay } from './emonesp';
import { espHome } from './esphome';
import { givTcp } from './givtcp';
import { glow } from './glow';
import { openEvse } from './openevse';
import { openEvseRapi } from './openevse-rapi';
import { shellyGen1 } from './shelly-gen1';
import { shellyGen2 } from './shelly-gen2';
import { tasmota } from './tasmota';
import { zigbee, zigbee2mqtt } from './zigbee2mqtt';

/** Every type of device that the hub knows, by the name under which a device is stored. */
export const DEVICE_TYPES = {
  smartplug: emonEspPlug,
  wifirelay: emonEspRelay,
  hpmon: emonEspHeatPump,
  'openevse-rapi': openEvseRapi,
  openevse: openEvse,
  tasmota,
  'shelly-gen1': shellyGen1,
  'shelly-gen2': shellyGen2,
  zigbee2mqtt,
  zigbee,
  glow,
  esphome: espHome,
  givtcp: givTcp,
} as const satisfies Readonly<Record<string, DeviceType>>;

export type DeviceTypeName = keyof typeof DEVICE_TYPES;

export const DEVICE_TYPE_NAMES = Object.keys(DEVICE_TYPES) as readonly DeviceTypeName[];

/** The type of that name. */
export const deviceType = (name: DeviceTypeName): DeviceType => DEVICE_TYPES[name];

export { zigbeeDevices, type ZigbeeDevice } from './zigbee2mqtt';
export { emonEspTimerOn } from './emonesp';

/** How devices of a type are switched. Throws RangeError for one that is only read. */
export function controlOf(name: DeviceTypeName): Control {
  const { control } = deviceType(name);
  if (!control) throw new RangeError(`a device of type ${name} cannot be switched`);
  return control;
}
