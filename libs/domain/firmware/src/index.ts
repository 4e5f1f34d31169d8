import { emonEsp } from './emonesp';
import type { Firmware } from './firmware';
import { glow } from './glow';
import { openEvse } from './openevse';
import { shelly } from './shelly';
import { tasmota } from './tasmota';

export * from './firmware';
export * from './powered';
export { emonEsp, glow, openEvse, shelly, tasmota };

/** Simulated devices by the name of their type. */
export const FIRMWARES: ReadonlyMap<string, (topic: string) => Firmware> = new Map([
  ['smartplug', (topic) => emonEsp(topic)],
  ['tasmota', tasmota],
  ['openevse', openEvse],
  ['shelly-gen2', shelly],
  ['glow', (topic) => glow(topic)],
]);
