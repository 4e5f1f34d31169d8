import { type HouseholdDevice } from '@hub/contracts';

export type DeviceTypeName = HouseholdDevice['type'];

/** What a type of device is called, and how to know one. */
export interface TypeWords {
  readonly name: string;
  readonly about: string;
}

export const TYPE_WORDS: Readonly<Record<DeviceTypeName, TypeWords>> = {
  smartplug: {
    name: $localize`:@@type.smartplug:CydYnni smart plug`,
    about: $localize`:@@type.smartplug.about:A plug with the firmware EmonESP.`,
  },
  wifirelay: {
    name: $localize`:@@type.wifirelay:WiFi relay`,
    about: $localize`:@@type.wifirelay.about:A relay with the firmware EmonESP, for an immersion heater and the like.`,
  },
  hpmon: {
    name: $localize`:@@type.hpmon:Heat pump controller`,
    about: $localize`:@@type.hpmon.about:With the firmware EmonESP.`,
  },
  tasmota: {
    name: $localize`:@@type.tasmota:Tasmota plug`,
    about: $localize`:@@type.tasmota.about:Any plug or relay with the firmware Tasmota.`,
  },
  'shelly-gen2': {
    name: $localize`:@@type.shelly2:Shelly Plus, Pro, Gen3 or newer`,
    about: $localize`:@@type.shelly2.about:Its web page has a menu on the left.`,
  },
  'shelly-gen1': {
    name: $localize`:@@type.shelly1:Shelly, first generation`,
    about: $localize`:@@type.shelly1.about:Such as Plug S, 1PM, 2.5 and EM.`,
  },
  openevse: {
    name: $localize`:@@type.openevse:OpenEVSE car charger`,
    about: $localize`:@@type.openevse.about:With WiFi firmware 4 or newer.`,
  },
  'openevse-rapi': {
    name: $localize`:@@type.openevse2:OpenEVSE car charger, older`,
    about: $localize`:@@type.openevse2.about:With WiFi firmware 2 or 3.`,
  },
  zigbee2mqtt: {
    name: $localize`:@@type.zigbee2mqtt:Zigbee2MQTT bridge`,
    about: $localize`:@@type.zigbee2mqtt.about:Then each Zigbee plug behind it with one tap.`,
  },
  zigbee: {
    name: $localize`:@@type.zigbee:Zigbee plug`,
    about: $localize`:@@type.zigbee.about:Behind a Zigbee2MQTT bridge.`,
  },
  glow: {
    name: $localize`:@@type.glow:Glow display or CAD`,
    about: $localize`:@@type.glow.about:Reads a UK smart meter.`,
  },
  esphome: {
    name: $localize`:@@type.esphome:ESPHome plug or relay`,
    about: $localize`:@@type.esphome.about:A node that you have made yourself.`,
  },
  givtcp: {
    name: $localize`:@@type.givtcp:GivTCP`,
    about: $localize`:@@type.givtcp.about:Reads a GivEnergy inverter.`,
  },
};

/** Types that ask the hub to be let in; the others are told where the hub is. */
export const PAIRED_TYPES: readonly DeviceTypeName[] = ['smartplug', 'wifirelay', 'hpmon'];

/** Types that are set up by hand, in the order of the page. What is behind a bridge is added on the bridge's page. */
export const TYPES_BY_HAND: readonly DeviceTypeName[] = [
  'tasmota',
  'shelly-gen2',
  'shelly-gen1',
  'openevse',
  'openevse-rapi',
  'zigbee2mqtt',
  'glow',
  'esphome',
  'givtcp',
];

/** The type with this name in an address; undefined for any other. */
export function typeIn(value: unknown): DeviceTypeName | undefined {
  return [...PAIRED_TYPES, ...TYPES_BY_HAND].find((type) => type === value);
}
