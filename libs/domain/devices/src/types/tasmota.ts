import type { DeviceType } from '../device-type';
import { at, json, number, onOff, shortText, total } from '../payload';
import { HEARD, report, type Report } from '../report';

/*
 * Tasmota with its default full topic, `%prefix%/%topic%/`: `stat/` answers, `tele/` regular reports, `cmnd/` commands.
 * Energy stands in SENSOR below ENERGY, power in W, totals in kWh; with several outlets each value is a list, but the
 * total is often one for all of them.
 */

export const tasmota: DeviceType = {
  kind: 'plug',
  topicOf: (name) => `tasmota_${name}`,
  rights: ({ topic }) => ({
    publishes: [`stat/${topic}/#`, `tele/${topic}/#`],
    subscribes: [`cmnd/${topic}/#`],
  }),
  decode: ({ topic, text }, address) => {
    const [prefix, own, ...rest] = topic.split('/');
    if (own !== address.topic || (prefix !== 'stat' && prefix !== 'tele')) return null;
    return said(rest.join('/'), text, address.outlet);
  },
  control: {
    switch: ({ topic, outlet }, on) => [{ topic: `cmnd/${topic}/Power${outlet}`, payload: on ? 'ON' : 'OFF' }],
    // State and sensors: the answers hold the uptime, the outlets and the energy.
    ask: ({ topic }) => [
      { topic: `cmnd/${topic}/STATUS`, payload: '11' },
      { topic: `cmnd/${topic}/STATUS`, payload: '8' },
    ],
    announcesPresses: false,
  },
  settings: {
    path: ['Configuration', 'Configure MQTT'],
    host: 'Host',
    port: 'Port',
    user: 'User',
    password: 'Password',
    topic: 'Topic',
    also: [['Full Topic', '%prefix%/%topic%/']],
  },
};

function said(name: string, text: string, outlet: number): Report {
  if (name === 'LWT') return text === 'Online' ? { joined: true } : { gone: true };
  if (/^INFO[123]$/.test(name)) return { joined: true };
  const plain = /^POWER(\d{0,2})$/.exec(name);
  if (plain) return report({ on: (plain[1] || '1') === String(outlet) ? onOff(text) : undefined }) ?? HEARD;
  return values(json(text), outlet);
}

/** `RESULT`, `STATE`, `SENSOR`, and the answers to STATUS 8 and 11, which wrap the last two. */
function values(value: unknown, outlet: number): Report {
  const sensor = at(value, 'ENERGY') ?? at(value, 'StatusSNS', 'ENERGY');
  const state = at(value, 'StatusSTS') ?? value;
  return (
    report({
      on: onOff(at(state, `POWER${outlet}`) ?? (outlet === 1 ? at(state, 'POWER') : undefined)),
      uptimeS: total(at(state, 'UptimeSec')) ?? uptime(at(state, 'Uptime')),
      powerW: number(ofOutlet(at(sensor, 'Power'), outlet)),
      energyKWh: total(totalOf(sensor, outlet)),
    }) ?? HEARD
  );
}

/** A single total beside a list of powers is the sum of all outlets, and no outlet's own. */
function totalOf(sensor: unknown, outlet: number): unknown {
  const [found, powers] = [at(sensor, 'Total'), at(sensor, 'Power')];
  const isSum = Array.isArray(powers) && powers.length > 1 && !Array.isArray(found);
  return isSum ? undefined : ofOutlet(found, outlet);
}

const UPTIME = /^(\d{1,5})T(\d\d):(\d\d):(\d\d)$/;

/** `12T01:02:03` of early firmware, which does not give the seconds by themselves. */
function uptime(value: unknown): number | undefined {
  const [days, hours, minutes, seconds] = (UPTIME.exec(shortText(value) ?? '') ?? []).slice(1).map(Number);
  if (days === undefined || hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** The outlet's own of a list. A single value belongs to the whole device, hence to its only outlet. */
const ofOutlet = (value: unknown, outlet: number): unknown =>
  Array.isArray(value) ? at(value, outlet - 1) : outlet === 1 ? value : undefined;
