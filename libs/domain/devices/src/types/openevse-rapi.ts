import { instantOf, localTime, type Instant } from '@hub/domain/time';
import { below, type Control, type DeviceType, type Run } from '../device-type';
import { number, onOff, scaled, total } from '../payload';
import { HEARD, report, type Command, type Report } from '../report';

/*
 * OpenEVSE with the WiFi firmware of version 2 or 3: commands of its serial protocol (RAPI) over MQTT. It has one timer,
 * in local time; answers come on one topic without the name of the question.
 */

const EMPTY = '00 00 00 00';
const SLEEPING = new Set([254, 255]);
const READY = new Set([1, 2, 3]);

export const openEvseRapi: DeviceType = {
  kind: 'charger',
  topicOf: (name) => `emon/openevse${name}`,
  rights: ({ topic }) => ({ publishes: [`${topic}/#`], subscribes: [`${topic}/rapi/in/#`, `${topic}/divertmode/set`] }),
  decode: ({ topic, text }, address) => {
    if (topic === address.topic) return text === 'connected' ? { joined: true } : HEARD;
    const name = below(topic, address.topic);
    return name === undefined || name.startsWith('rapi/in/') || name.endsWith('/set') ? null : said(name, text);
  },
  control: control(),
  settings: {
    path: ['Services', 'MQTT'],
    host: 'Server',
    port: 'Port',
    user: 'Username',
    password: 'Password',
    topic: 'Base-topic',
    also: [],
  },
};

function control(): Control {
  const rapi = (topic: string, command: string, payload = ''): Command => ({
    topic: `${topic}/rapi/in/$${command}`,
    payload,
  });
  return {
    switch: ({ topic }, on) => [rapi(topic, 'ST', EMPTY), rapi(topic, on ? 'FE' : 'FS')],
    ask: ({ topic }) => [rapi(topic, 'GS'), rapi(topic, 'GD')],
    announcesPresses: false,
    timer: {
      write: localSlot,
      empty: EMPTY,
      slots: 1,
      set: ({ topic }, timer) => [rapi(topic, 'ST', timer)],
      follow: ({ topic }, on) => [rapi(topic, on ? 'FE' : 'FS')],
      actsAtItsTimes: true,
    },
  };
}

function said(name: string, text: string): Report {
  switch (name) {
    case 'rapi/out':
      return answer(text);
    case 'state':
      return report({ on: enabled(number(text)) }) ?? HEARD;
    case 'wh':
      return report({ energyKWh: scaled(total(text), 0.001) }) ?? HEARD;
    case 'manual_override':
      return onOff(text) === true ? { cause: 'person' } : HEARD;
    default:
      return HEARD;
  }
}

/** `$OK 254 0^0A` answers for the state, `$OK 03 00 06 00^..` for the timer: four numbers of a clock are a timer. */
function answer(text: string): Report {
  const words = text.length <= 64 ? (text.split('^')[0] ?? '').trim().split(' ') : [];
  if (words[0] !== '$OK') return HEARD;
  const values = words.slice(1);
  if (values.length === 4 && values.every((value) => /^\d{1,2}$/.test(value))) return timerOf(values);
  const [state] = values;
  if (state === undefined || values.length < 2) return HEARD;
  return report({ on: enabled(stateNumber(state, values.length)) }) ?? HEARD;
}

/** Old controllers print the state in decimal, those with flags (`$OK FE 0 FE 0000`) in hexadecimal. */
const stateNumber = (text: string, words: number): number | undefined =>
  words >= 4 && /^[0-9A-F]{2}$/i.test(text) ? Number.parseInt(text, 16) : number(text);

function timerOf(values: readonly string[]): Report {
  const timer = values.map((value) => value.padStart(2, '0')).join(' ');
  return timer === EMPTY ? { timer } : { timer, mode: 'timer' };
}

function enabled(state: number | undefined): boolean | undefined {
  if (state === undefined) return undefined;
  if (SLEEPING.has(state)) return false;
  return READY.has(state) ? true : undefined;
}

function localSlot(runs: readonly Run[], zone: string): string | undefined {
  const [run] = runs;
  if (!run) return EMPTY;
  const start = clockOf(run.start, zone);
  const end = clockOf(run.end, zone);
  return start === undefined || end === undefined || start === end ? undefined : `${start} ${end}`;
}

/** Hours and minutes on a local clock; undefined in an hour that it shows twice. */
function clockOf(time: Instant, zone: string): string | undefined {
  const minute = Math.round(time / 60) * 60;
  const local = localTime(minute, zone);
  if (instantOf(local, zone) !== minute || instantOf(local, zone) !== lastInstantOf(minute, zone)) return undefined;
  return [local.hour, local.minute].map((part) => String(part).padStart(2, '0')).join(' ');
}

/** `minute`, or an hour later where the clock shows the same then. */
function lastInstantOf(minute: Instant, zone: string): Instant {
  const [now, later] = [localTime(minute, zone), localTime(minute + 3600, zone)];
  return now.hour === later.hour && now.minute === later.minute ? minute + 3600 : minute;
}

export { clockOf as openEvseLocalClock };
