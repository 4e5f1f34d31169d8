import { type HouseholdDevice, type HouseholdDeviceList } from '@hub/contracts';

type Control = NonNullable<HouseholdDevice['control']>;

/** Monday 23 November 2026, noon. */
export const NOON_S = Date.UTC(2026, 10, 23, 12) / 1_000;

export const fakeControl = (of: Partial<Control> = {}): Control => ({
  mode: 'smart',
  until: null,
  wantedOn: null,
  confirmed: false,
  confirmedAt: null,
  pressed: null,
  runs: [],
  ...of,
});

/** A plug that answers and is off. For specs only. */
export const fakeDevice = (of: Partial<HouseholdDevice> = {}): HouseholdDevice => ({
  id: 1,
  type: 'smartplug',
  kind: 'plug',
  name: 'Washing machine',
  room: 'Kitchen',
  topic: 'emon/device-1/smartplug5304',
  outlet: 1,
  reach: 'answers',
  heardAt: NOON_S - 5,
  on: false,
  powerW: null,
  powerAt: null,
  energyKWh: null,
  ip: '192.168.0.113',
  clockAheadS: 0,
  control: fakeControl(),
  ...of,
});

export const fakeList = (...devices: readonly HouseholdDevice[]): HouseholdDeviceList => ({
  clockKnown: true,
  devices: [...devices],
});
