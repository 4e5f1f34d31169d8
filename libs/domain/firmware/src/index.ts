import { emonEsp } from './emonesp';
import { espHome } from './esphome';
import type { Firmware } from './firmware';
import { givTcp } from './givtcp';
import { glow } from './glow';
import { openEvse } from './openevse';
import { openEvseRapi } from './openevse-rapi';
import { shelly } from './shelly';
import { shellyGen1 } from './shelly-gen1';
import { tasmota } from './tasmota';
import { zigbee } from './zigbee';

export * from './firmware';
export * from './powered';

export { emonEsp, espHome, givTcp, glow, openEvse, openEvseRapi, shelly, shellyGen1, tasmota, zigbee };

/** Simulated devices by the name of their type. */
export const FIRMWARES: ReadonlyMap<string, (topic: string) => Firmware> = new Map([
  ['smartplug', (topic) => emonEsp(topic)],
  ['wifirelay', (topic) => emonEsp(topic, '192.168.0.114', 'wifirelay')],
  ['hpmon', (topic) => emonEsp(topic, '192.168.0.115', 'hpmon')],
  ['tasmota', tasmota],
  ['openevse', openEvse],
  ['openevse-rapi', openEvseRapi],
  ['shelly-gen1', shellyGen1],
  ['shelly-gen2', shelly],
  ['zigbee', zigbee],
  ['esphome', espHome],
  ['glow', (topic) => glow(topic)],
  ['givtcp', (topic) => givTcp(topic)],
]);
