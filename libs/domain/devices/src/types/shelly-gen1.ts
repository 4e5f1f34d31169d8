import { below, type DeviceType } from '../device-type';
import { at, instant, json, number, onOff, scaled, shortText, total } from '../payload';
import { HEARD, report, type Report } from '../report';

/*
 * Shelly of the first generation: `shellies/<id>/relay/0`. Power in W. A relay counts energy in watt-minutes and starts
 * from 0 with the device; an energy meter (EM) counts in Wh and keeps it.
 */

const WATT_MINUTES_PER_KWH = 60_000;

export const shellyGen1: DeviceType = {
  kind: 'plug',
  topicOf: (name) => `shellies/${name}`,
  rights: ({ topic }) => ({
    publishes: [`${topic}/#`],
    subscribes: [`${topic}/+/+/command`, `${topic}/command`],
  }),
  decode: ({ topic, text }, { topic: own, outlet }) => {
    const name = below(topic, own);
    return name === undefined || name.endsWith('command') ? null : said(name, text, outlet - 1);
  },
  control: {
    switch: ({ topic, outlet }, on) => [{ topic: `${topic}/relay/${outlet - 1}/command`, payload: on ? 'on' : 'off' }],
    ask: ({ topic }) => [{ topic: `${topic}/command`, payload: 'update' }],
    announcesPresses: false,
  },
  settings: {
    path: ['Internet & Security', 'Advanced - Developer settings', 'Enable action execution via MQTT'],
    host: 'Server (IP address and port)',
    port: 'Server (IP address and port)',
    user: 'Username',
    password: 'Password',
    topic: 'Use custom MQTT prefix',
    also: [
      ['Clean Session', 'on'],
      ['Retain', 'off'],
    ],
  },
};

function said(name: string, text: string, index: number): Report {
  if (name === 'online') return onOff(text) === false ? { gone: true } : { joined: true };
  if (name === 'info') return information(json(text), index);
  if (name === `relay/${index}`) return report({ on: onOff(text) }) ?? HEARD;
  const [family, number_, field] = name.split('/');
  return number_ === String(index) && field !== undefined ? measured(`${family ?? ''}/${field}`, text) : HEARD;
}

function measured(name: string, text: string): Report {
  switch (name) {
    case 'relay/power':
    case 'emeter/power':
      return report({ powerW: number(text) }) ?? HEARD;
    case 'relay/energy':
      return report({ energyKWh: scaled(total(text), 1 / WATT_MINUTES_PER_KWH) }) ?? HEARD;
    case 'emeter/total':
      return report({ energyKWh: scaled(total(text), 0.001) }) ?? HEARD;
    case 'emeter/total_returned':
      return report({ exportKWh: scaled(total(text), 0.001) }) ?? HEARD;
    default:
      return HEARD;
  }
}

function information(value: unknown, index: number): Report {
  const meter = at(value, 'meters', index);
  const valid = at(meter, 'is_valid') !== false;
  const source = shortText(at(value, 'relays', index, 'source'));
  return (
    report({
      on: onOff(at(value, 'relays', index, 'ison')),
      cause: source === 'input' ? 'person' : source === 'mqtt' ? 'hub' : undefined,
      powerW: valid ? number(at(meter, 'power')) : undefined,
      energyKWh: valid ? scaled(total(at(meter, 'total')), 1 / WATT_MINUTES_PER_KWH) : undefined,
      clock: instant(at(value, 'unixtime')),
      uptimeS: total(at(value, 'uptime')),
      ip: shortText(at(value, 'wifi_sta', 'ip'), 45),
    }) ?? HEARD
  );
}
