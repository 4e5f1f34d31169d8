import { below, type DeviceType } from '../device-type';
import { number, onOff } from '../payload';
import { HEARD, report } from '../report';

/*
 * ESPHome with its `mqtt:` component: `<node>/switch/<name>/state`, `<node>/sensor/<name>/state`, each a bare value.
 * Sensors do not say their unit; only power is W by every platform's default, so energy is left out. The first switch of
 * the node must be named `relay`, `relay_2` and so on, the power sensor `power`: that is what the wizard asks for.
 */

const name = (kind: string, outlet: number): string => (outlet === 1 ? kind : `${kind}_${outlet}`);

export const espHome: DeviceType = {
  kind: 'plug',
  topicOf: (node) => node,
  rights: ({ topic }) => ({
    publishes: [`${topic}/#`],
    subscribes: [`${topic}/switch/+/command`],
  }),
  decode: ({ topic, text }, { topic: own, outlet }) => {
    const part = below(topic, own);
    if (part === undefined || part.endsWith('/command')) return null;
    if (part === 'status') return text === 'offline' ? { gone: true } : { joined: true };
    if (part === `switch/${name('relay', outlet)}/state`) return report({ on: onOff(text) }) ?? HEARD;
    if (part === `sensor/${name('power', outlet)}/state`) return report({ powerW: number(text) }) ?? HEARD;
    return part === 'sensor/uptime/state' ? (report({ uptimeS: number(text) }) ?? HEARD) : HEARD;
  },
  control: {
    switch: ({ topic, outlet }, on) => [
      { topic: `${topic}/switch/${name('relay', outlet)}/command`, payload: on ? 'ON' : 'OFF' },
    ],
    announcesPresses: false,
  },
  settings: {
    path: ['mqtt: in the YAML of the node'],
    host: 'broker',
    port: 'port',
    user: 'username',
    password: 'password',
    topic: 'topic_prefix',
    also: [
      ['name of the switch', 'Relay'],
      ['name of the power sensor', 'Power'],
    ],
  },
};
