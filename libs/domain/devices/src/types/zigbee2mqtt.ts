import { below, type DeviceType } from '../device-type';
import { at, json, number, onOff, shortText, total } from '../payload';
import { HEARD, report, type Report } from '../report';

/*
 * Zigbee2MQTT with its bridge on the hub's broker. The bridge has one account for all its devices; each device that can
 * be switched is one more device of the hub, of type `zigbee`, found in the retained list `bridge/devices`.
 */

const MAX_DEVICES = 200;
/** A hundred devices take about half of it. */
const MAX_LIST_TEXT = 1_048_576;
const MAX_FEATURES = 64;

const base = (topic: string): string => topic.split('/')[0] ?? topic;

const settings: DeviceType['settings'] = {
  path: ['Settings', 'MQTT'],
  host: 'MQTT server',
  port: 'MQTT server',
  user: 'User',
  password: 'Password',
  topic: 'Base topic',
  also: [['Include device information', 'off']],
};

export const zigbee2mqtt: DeviceType = {
  kind: 'bridge',
  topicOf: () => 'zigbee2mqtt',
  rights: ({ topic }) => ({ publishes: [`${topic}/#`], subscribes: [`${topic}/#`] }),
  decode: ({ topic, text }, address) => {
    const name = below(topic, address.topic);
    if (name === undefined) return null;
    if (name === 'bridge/state') return stateOf(text);
    return name.startsWith('bridge/') ? HEARD : null;
  },
  settings,
};

/** One device behind a bridge: topic `zigbee2mqtt/<friendly name>`. Power in W, energy in kWh, as Zigbee2MQTT gives them. */
export const zigbee: DeviceType = {
  kind: 'plug',
  topicOf: (name) => `zigbee2mqtt/${name}`,
  rights: ({ topic }) => zigbee2mqtt.rights({ topic: base(topic), outlet: 1 }),
  decode: ({ topic, text }, { topic: own, outlet }) => {
    if (topic === `${base(own)}/bridge/state`) return stateOf(text).gone ? { gone: true } : null;
    if (topic === `${base(own)}/bridge/event`) return eventOf(json(text), below(own, base(own)));
    if (topic === `${own}/availability`) return stateOf(text);
    return topic === own ? reading(json(text), outlet) : null;
  },
  control: {
    switch: ({ topic, outlet }, on) => [
      { topic: `${topic}/set`, payload: JSON.stringify({ [property(outlet)]: on ? 'ON' : 'OFF' }) },
    ],
    ask: ({ topic, outlet }) => [{ topic: `${topic}/get`, payload: JSON.stringify({ [property(outlet)]: '' }) }],
    announcesPresses: false,
  },
  settings,
};

/** `state`, or `state_l2` for the second outlet. */
const property = (outlet: number): string => (outlet === 1 ? 'state' : `state_l${outlet}`);

function reading(value: unknown, outlet: number): Report {
  const on = at(value, property(outlet)) ?? (outlet === 1 ? at(value, 'state_l1') : undefined);
  const own = (name: string): unknown =>
    at(value, `${name}_l${outlet}`) ?? (outlet === 1 ? at(value, name) : undefined);
  return (
    report({
      on: onOff(on),
      powerW: number(own('power')),
      energyKWh: total(own('energy')),
      exportKWh: total(own('produced_energy')),
    }) ?? HEARD
  );
}

/** A plug that had lost its power announces itself; the bridge says so under its name. */
function eventOf(value: unknown, name: string | undefined): Report | null {
  const isJoin = at(value, 'type') === 'device_announce' || at(value, 'type') === 'device_joined';
  return isJoin && at(value, 'data', 'friendly_name') === name ? { joined: true } : null;
}

function stateOf(text: string): Report {
  const state = at(json(text), 'state') ?? text.trim();
  if (state === 'online') return HEARD;
  return state === 'offline' ? { gone: true } : HEARD;
}

/** A device behind a bridge that can be switched or that measures. */
export interface ZigbeeDevice {
  readonly address: string;
  readonly name: string;
  readonly model: string;
  /** How many outlets can be switched; 0: it only measures. */
  readonly outlets: number;
  readonly measuresPower: boolean;
  readonly measuresEnergy: boolean;
}

/** Reads `bridge/devices`: what can be switched or measures energy. Coordinators, remotes and lamps' effects are left out. */
export function zigbeeDevices(text: string): readonly ZigbeeDevice[] {
  const list = json(text, MAX_LIST_TEXT);
  if (!Array.isArray(list)) return [];
  return list.slice(0, MAX_DEVICES).flatMap((entry: unknown) => oneDevice(entry) ?? []);
}

function oneDevice(entry: unknown): ZigbeeDevice | undefined {
  const name = shortText(at(entry, 'friendly_name'));
  const address = shortText(at(entry, 'ieee_address'), 18);
  if (name === undefined || address === undefined || at(entry, 'type') === 'Coordinator') return undefined;
  const features = featuresOf(at(entry, 'definition', 'exposes'));
  const outlets = features.filter(isSwitch).length;
  const measures = (wanted: string, unit: string): boolean =>
    features.some((feature) => at(feature, 'name') === wanted && at(feature, 'unit') === unit);
  const found = { measuresPower: measures('power', 'W'), measuresEnergy: measures('energy', 'kWh') };
  if (outlets === 0 && !found.measuresPower && !found.measuresEnergy) return undefined;
  return { address, name, model: modelOf(entry), outlets, ...found };
}

const modelOf = (entry: unknown): string =>
  [at(entry, 'definition', 'vendor'), at(entry, 'definition', 'model')]
    .flatMap((part) => shortText(part) ?? [])
    .join(' ');

/** Switches hide their state in `features`; measured values stand beside them. */
function featuresOf(exposes: unknown): readonly unknown[] {
  if (!Array.isArray(exposes)) return [];
  return exposes.slice(0, MAX_FEATURES).flatMap((expose: unknown) => {
    const inner = at(expose, 'features');
    return at(expose, 'type') === 'switch' && Array.isArray(inner)
      ? (inner as unknown[]).slice(0, MAX_FEATURES)
      : [expose];
  });
}

/** Readable, settable and on/off: the two lowest bits of `access` say published and settable. */
const isSwitch = (feature: unknown): boolean =>
  at(feature, 'type') === 'binary' &&
  /^state(?:_l\d)?$/.test(String(at(feature, 'property'))) &&
  (Number(at(feature, 'access')) & 0b11) === 0b11;
