import type { Instant } from '@hub/domain/time';
import { below, type Control, type DeviceType, type Run } from '../device-type';
import { at, instant, json, number, shortText } from '../payload';
import { HEARD, report, type Cause, type Command, type Mode, type Report } from '../report';

/*
 * Firmware EmonESP on smart plugs, relays and heat-pump controllers. Times on the plug are UTC. Commands below `in/`,
 * answers below `out/`; `describe` at each connection.
 */

const SLOTS = 2;
const EMPTY = '0000 0000 0000 0000';
const MODES: ReadonlyMap<string, Mode> = new Map([
  ['on', 'on'],
  ['off', 'off'],
  ['timer', 'timer'],
  ['1', 'on'],
  ['0', 'off'],
  ['2', 'timer'],
]);
const WORDS = { on: 'On', off: 'Off', timer: 'Timer' } as const;

function plug(kind: DeviceType['kind'], node: string): DeviceType {
  return {
    kind,
    topicOf: (name) => `emon/${node}${name}`,
    rights: ({ topic }) => ({ publishes: [`${topic}/#`], subscribes: [`${topic}/in/#`] }),
    decode: ({ topic, text }, address) => {
      const name = below(topic, address.topic);
      return name === undefined || name.startsWith('in/') ? null : said(name, text);
    },
    control,
    settings: {
      path: ['Setup', 'MQTT'],
      host: 'MQTT Server',
      port: 'MQTT Port',
      user: 'Username',
      password: 'Password',
      topic: 'MQTT base-topic',
      also: [],
    },
  };
}

const control: Control = {
  // The timer stays: it says later whether the plug was restarted or pressed.
  switch: ({ topic }, on) => [modeTo(topic, on ? 'on' : 'off')],
  ask: ({ topic }) => [{ topic: `${topic}/in/state`, payload: '' }],
  // A button press is published at once below `out/ctrlmode`.
  announcesPresses: true,
  timer: {
    write: slots,
    empty: EMPTY,
    slots: SLOTS,
    on: emonEspTimerOn,
    set: ({ topic }, timer) => [timerTo(topic, timer)],
    follow: ({ topic }) => [modeTo(topic, 'timer')],
  },
};

const timerTo = (topic: string, timer: string): Command => ({ topic: `${topic}/in/timer`, payload: timer });
const modeTo = (topic: string, mode: Mode): Command => ({ topic: `${topic}/in/ctrlmode`, payload: WORDS[mode] });

function said(name: string, text: string): Report {
  switch (name) {
    case 'describe':
      return { joined: true };
    case 'out/ctrlmode':
      return { ...modeOf(text), cause: 'person' satisfies Cause };
    // Somebody set it on the plug's own page: the timer and, as a fifth number, the control voltage.
    case 'out/timer':
      return (
        report({
          timer: timerText(
            text
              .split(' ')
              .slice(0, 2 * SLOTS)
              .join(' '),
          ),
        }) ?? HEARD
      );
    case 'out/state':
      return state(json(text));
    case 'power':
      return report({ powerW: number(text) }) ?? HEARD;
    default:
      return HEARD;
  }
}

function state(value: unknown): Report {
  const timer = timerText(at(value, 'timer'));
  const mode = MODES.get(String(at(value, 'ctrlmode')).toLowerCase());
  return (
    report({
      mode,
      // In timer mode the plug does not say whether its output is on; see `outputOf`.
      on: mode === 'on' || mode === 'off' ? mode === 'on' : undefined,
      timer,
      clock: instant(at(value, 'time')),
      ip: shortText(at(value, 'ip'), 45),
    }) ?? HEARD
  );
}

function modeOf(text: string): Report {
  const mode = text.length < 16 ? MODES.get(text.trim().toLowerCase()) : undefined;
  return report({ mode, on: mode === 'on' || mode === 'off' ? mode === 'on' : undefined }) ?? HEARD;
}

/** `200 500 0 0` as the plug prints it, `0200 0500 0000 0000` as it is written. */
function timerText(value: unknown): string | undefined {
  const parts = shortText(value, 24)?.trim().split(' ') ?? [];
  if (parts.length !== 2 * SLOTS || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  return parts.map((part) => part.padStart(4, '0')).join(' ');
}

function slots(runs: readonly Run[]): string {
  const written = runs.slice(0, SLOTS).map(({ start, end }) => `${hourMinute(start)} ${hourMinute(end)}`);
  while (written.length < SLOTS) written.push('0000 0000');
  return written.join(' ');
}

const pad = (value: number): string => String(value).padStart(2, '0');

function hourMinute(time: Instant): string {
  const minute = Math.round(time / 60) % 1440;
  return `${pad(Math.floor(minute / 60))}${pad(minute % 60)}`;
}

/** Whether a timer of {@link emonEspPlug} has its output on at `now`, by a clock that is right. */
export function emonEspTimerOn(timer: string, now: Instant): boolean {
  const minute = Math.floor(now / 60) % 1440;
  const marks = timer.split(' ').map((part) => 60 * Number(part.slice(0, 2)) + Number(part.slice(2)));
  return Array.from({ length: SLOTS }, (_, slot) => slot).some((slot) => {
    const [start = 0, stop = 0] = marks.slice(2 * slot);
    return start <= stop ? start <= minute && minute < stop : minute >= start || minute < stop;
  });
}

export const emonEspPlug: DeviceType = plug('plug', 'smartplug');
export const emonEspRelay: DeviceType = plug('plug', 'wifirelay');
/** Its `vout` (the flow temperature's control voltage) is the household's own setting and stays as it is. */
export const emonEspHeatPump: DeviceType = plug('heat-pump', 'hpmon');
