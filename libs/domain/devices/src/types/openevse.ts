import { calendarDay, weekdayOf, type Instant } from '@hub/domain/time';
import { below, type Control, type DeviceType, type Run } from '../device-type';
import { at, instant, json, number, onOff, scaled, total } from '../payload';
import { HEARD, report, type DeviceAddress, type Report } from '../report';
import { openEvseLocalClock } from './openevse-rapi';

/*
 * OpenEVSE with WiFi firmware of version 4 and later. A manual override outranks the schedule; the schedule is a list of
 * weekly events in local time. Its numbers of events belong to the one who set them: the hub's begin at 90001.
 */

const FIRST_EVENT = 90_001;
const SLOTS = 2;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const SLEEPING = 254;

export const openEvse: DeviceType = {
  kind: 'charger',
  topicOf: (name) => `openevse-${name}`,
  rights: ({ topic }) => ({
    publishes: [`${topic}/#`, 'openevse/announce/+'],
    subscribes: ['override', 'claim', 'schedule', 'limit', 'boost', 'divertmode', 'shaper', 'config']
      .map((name) => `${topic}/${name}/set`)
      .concat(`${topic}/schedule/clear`, `${topic}/rapi/in/#`, `${topic}/restart`),
  }),
  decode: ({ topic, text }, address) => {
    if (topic.startsWith('openevse/announce/')) return announced(json(text), address);
    const name = below(topic, address.topic);
    return name === undefined || /\/(?:set|clear)$|^rapi\/in\/|^restart$/.test(name) ? null : said(name, text);
  },
  retainsState: true,
  control: control(),
  settings: {
    path: ['Services', 'MQTT'],
    host: 'Host',
    port: 'Port',
    user: 'Username',
    password: 'Password',
    topic: 'Base-topic',
    also: [['Protocol', 'MQTT']],
  },
};

function control(): Control {
  const override = ({ topic }: DeviceAddress, payload: string) => ({ topic: `${topic}/override/set`, payload });
  return {
    switch: (address, on) => [override(address, JSON.stringify({ state: on ? 'active' : 'disabled' }))],
    announcesPresses: false,
    timer: {
      write: events,
      empty: '[]',
      slots: SLOTS,
      set: ({ topic }, timer) => [{ topic: `${topic}/schedule/set`, payload: timer }],
      follow: (address) => [
        override(address, 'clear'),
        // A claim of an earlier program over MQTT would outrank the schedule.
        { topic: `${address.topic}/claim/set`, payload: 'release' },
      ],
    },
  };
}

const said = (name: string, text: string): Report => VALUES.get(name)?.(text) ?? HEARD;

const VALUES: ReadonlyMap<string, (text: string) => Report | null> = new Map([
  ['status', (text) => report({ on: STATUS.get(text) })],
  ['state', (text) => report({ on: enabled(number(text)) })],
  ['power', (text) => report({ powerW: number(text) })],
  ['total_energy', (text) => report({ energyKWh: total(text) })],
  // Of early firmware, the same register.
  ['wh', (text) => report({ energyKWh: scaled(total(text), 0.001) })],
  ['watthour', (text) => report({ energyKWh: scaled(total(text), 0.001) })],
  ['time', (text) => report({ clock: instant(text) })],
  ['uptime', (text) => report({ uptimeS: total(text) })],
  ['override', (text) => overridden(json(text))],
  ['schedule', (text) => report({ timer: scheduled(json(text)) })],
  ['manual_override', (text) => report({ mode: onOff(text) === false ? 'timer' : undefined })],
]);

const STATUS: ReadonlyMap<string, boolean> = new Map([
  ['active', true],
  ['disabled', false],
]);

function announced(value: unknown, address: DeviceAddress): Report | null {
  if (at(value, 'mqtt') === address.topic) return { joined: true };
  // The last will names the host only; by default that is the topic too.
  return at(value, 'name') === address.topic && at(value, 'state') === 'disconnected' ? { gone: true } : null;
}

function overridden(value: unknown): Report {
  const state = at(value, 'state');
  if (state === 'active' || state === 'disabled')
    return { mode: state === 'active' ? 'on' : 'off', on: state === 'active' };
  return state === 'null' || state === null ? { mode: 'timer' } : HEARD;
}

const enabled = (state: number | undefined): boolean | undefined =>
  state === undefined || state < 1 || (state > 3 && state < SLEEPING) ? undefined : state < SLEEPING;

interface Event {
  readonly id: number;
  readonly state: 'active' | 'disabled';
  readonly time: string;
  readonly days: readonly string[];
}

function events(runs: readonly Run[], zone: string): string | undefined {
  const list = runs
    .slice(0, SLOTS)
    .flatMap(({ start, end }, index) => [
      event(FIRST_EVENT + 2 * index, 'active', start, zone),
      event(FIRST_EVENT + 2 * index + 1, 'disabled', end, zone),
    ]);
  return list.includes(undefined) ? undefined : JSON.stringify(list);
}

function event(id: number, state: Event['state'], time: Instant, zone: string): Event | undefined {
  const clock = openEvseLocalClock(time, zone);
  const day = DAYS[weekdayOf(calendarDay(time, zone))];
  return clock === undefined || day === undefined
    ? undefined
    : { id, state, time: `${clock.replace(' ', ':')}:00`, days: [day] };
}

/** The hub's own events of the charger's list, as they were written. */
function scheduled(value: unknown): string {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, 64) : [];
  const own = list
    .map((entry) => ({
      id: at(entry, 'id'),
      state: at(entry, 'state'),
      time: at(entry, 'time'),
      days: at(entry, 'days'),
    }))
    .filter(({ id }) => typeof id === 'number' && id >= FIRST_EVENT && id < FIRST_EVENT + 2 * SLOTS)
    .sort((a, b) => Number(a.id) - Number(b.id));
  return JSON.stringify(own);
}
