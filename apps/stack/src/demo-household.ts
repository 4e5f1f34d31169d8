import type { DeviceTypeName } from '@hub/contracts';

/** A simulated device of the demo household, as its own firmware, and how the household plans it. */
export interface DemoDevice {
  readonly type: DeviceTypeName;
  readonly topic: string;
  readonly name: string;
  readonly room: string;
  /** Its schedule without the device's id, as `POST /api/v1/schedules` takes it. */
  readonly plan: object;
}

const each = (time: string): string[][] => Array.from({ length: 7 }, () => [time]);

export const DEMO_DEVICES: readonly DemoDevice[] = [
  {
    type: 'smartplug',
    topic: 'emon/smartplug5304',
    name: 'Water heater',
    room: 'Landing',
    plan: { task: { kind: 'minutes', minutes: 120 }, powerW: 1500, interruptible: true, week: each('17:00') },
  },
  {
    type: 'openevse',
    topic: 'openevse-7b2c',
    name: 'Car',
    room: 'Drive',
    plan: {
      task: { kind: 'charge', capacityWh: 40_000, fromPercent: 50, toPercent: 80 },
      powerW: 7000,
      interruptible: true,
      minOnMinutes: 30,
      week: each('07:00'),
    },
  },
  {
    type: 'tasmota',
    topic: 'tasmota_wash',
    name: 'Washing machine',
    room: 'Kitchen',
    plan: { task: { kind: 'minutes', minutes: 90 }, powerW: 2000, week: each('18:00') },
  },
];
