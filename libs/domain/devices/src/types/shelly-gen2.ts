import { below, type DeviceType } from '../device-type';
import { at, instant, json, number, onOff, scaled, shortText, total } from '../payload';
import { HEARD, report, type Cause, type Command, type Report } from '../report';

/*
 * Shelly of the second generation and later (Plus, Pro, Gen3, Gen4): JSON-RPC below `<prefix>/rpc`, status below
 * `<prefix>/status/<component>` and in `<prefix>/events/rpc`. Power in W, energy in Wh. A value that the device cannot
 * measure is null.
 */

/** Who switched, by the word of the firmware. Words it may learn are taken for a person's: an app, a page, a voice. */
const CAUSES: ReadonlyMap<string, Cause | undefined> = new Map([
  ['MQTT', 'hub'],
  ['timer', 'timer'],
  ['init', 'start'],
  ['loopback', 'timer'],
  ['schedule', 'timer'],
  ['', undefined],
]);

export const shellyGen2: DeviceType = {
  kind: 'plug',
  topicOf: (name) => `shelly-${name}`,
  rights: ({ topic }) => ({
    publishes: [`${topic}/#`],
    subscribes: [`${topic}/rpc`, `${topic}/command/#`, `${topic}/command`],
  }),
  decode: ({ topic, text }, { topic: own, outlet }) => {
    const name = below(topic, own);
    if (name === undefined || name === 'rpc' || name.startsWith('command')) return null;
    if (name === 'online') return onOff(text) === false ? { gone: true } : { joined: true };
    const [family, component] = name.split('/');
    if (family === 'status') return component === undefined ? HEARD : componentSaid(component, json(text), outlet - 1);
    return name === 'events/rpc' || name === 'hub/rpc' ? rpc(json(text), outlet - 1) : HEARD;
  },
  control: {
    switch: ({ topic, outlet }, on) => [call(topic, 'Switch.Set', { id: outlet - 1, on })],
    ask: ({ topic }) => [call(topic, 'Shelly.GetStatus', {})],
    announcesPresses: false,
  },
  settings: {
    path: ['Settings', 'MQTT'],
    host: 'Server',
    port: 'Server',
    user: 'Username',
    password: 'Password',
    topic: 'MQTT prefix',
    also: [
      ['Connection type', 'No SSL'],
      ['Enable RPC over MQTT', 'on'],
      ['RPC status notifications over MQTT', 'on'],
      ['Generic status update over MQTT', 'on'],
    ],
  },
};

/** The answer comes to `<src>/rpc`: below the device's own topic, where it may write. */
const call = (topic: string, method: string, params: object): Command => ({
  topic: `${topic}/rpc`,
  payload: JSON.stringify({ id: 1, src: `${topic}/hub`, method, params }),
});

function rpc(value: unknown, index: number): Report {
  const body = at(value, 'params') ?? at(value, 'result');
  const parts = [
    `switch:${index}`,
    `pm1:${index}`,
    `em:${index}`,
    `emdata:${index}`,
    `em1:${index}`,
    `em1data:${index}`,
    'sys',
    'wifi',
  ];
  const reports = parts.map((name) => (at(body, name) === undefined ? {} : componentSaid(name, at(body, name), index)));
  return reports.reduce<Report>((all, part) => ({ ...all, ...part }), HEARD);
}

function componentSaid(component: string, value: unknown, index: number): Report {
  const [family, id] = component.split(':');
  if (id !== undefined && id !== String(index)) return HEARD;
  return COMPONENTS.get(family ?? '')?.(value) ?? HEARD;
}

const COMPONENTS: ReadonlyMap<string, (value: unknown) => Report | null> = new Map([
  [
    'switch',
    (value) =>
      report({
        on: onOff(at(value, 'output')),
        cause: causeOf(at(value, 'source')),
        powerW: number(at(value, 'apower')),
        energyKWh: wattHours(at(value, 'aenergy', 'total')),
      }),
  ],
  [
    'pm1',
    (value) =>
      report({
        powerW: number(at(value, 'apower')),
        energyKWh: wattHours(at(value, 'aenergy', 'total')),
        exportKWh: wattHours(at(value, 'ret_aenergy', 'total')),
      }),
  ],
  ['em', (value) => report({ powerW: number(at(value, 'total_act_power')) })],
  ['em1', (value) => report({ powerW: number(at(value, 'act_power')) })],
  [
    'emdata',
    (value) =>
      report({ energyKWh: wattHours(at(value, 'total_act')), exportKWh: wattHours(at(value, 'total_act_ret')) }),
  ],
  [
    'em1data',
    (value) =>
      report({
        energyKWh: wattHours(at(value, 'total_act_energy')),
        exportKWh: wattHours(at(value, 'total_act_ret_energy')),
      }),
  ],
  ['sys', (value) => report({ uptimeS: total(at(value, 'uptime')), clock: instant(at(value, 'unixtime')) })],
  ['wifi', (value) => report({ ip: shortText(at(value, 'sta_ip'), 45) })],
]);

const wattHours = (value: unknown): number | undefined => scaled(total(value), 0.001);

function causeOf(value: unknown): Cause | undefined {
  const source = shortText(value) ?? '';
  return CAUSES.has(source) ? CAUSES.get(source) : 'person';
}
