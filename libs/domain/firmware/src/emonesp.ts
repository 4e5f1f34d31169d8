import type { Firmware, Message } from './firmware';

const OFF = '0000 0000 0000 0000';

/** EmonESP on a smart plug: two timers in UTC that a power cut forgets, a button that leaves the timer mode. */
export function emonEsp(topic: string, ip = '192.168.0.113', type = 'smartplug'): Firmware {
  let mode = 'Off';
  let timer = OFF;
  let aheadS = 0;
  const say = (name: string, text: string): Message => ({ topic: `${topic}/${name}`, text });
  const state = (now: number): Message => {
    const printed = timer.split(' ').map(Number).join(' ');
    return say(
      'out/state',
      JSON.stringify({
        ip,
        ctrlmode: mode,
        timer: printed,
        vout: '0',
        time: Math.floor(now) + aheadS,
      }),
    );
  };
  return {
    listens: [`${topic}/in/#`],
    on: (now) => (mode === 'Timer' ? timerOn(timer, now + aheadS) : mode === 'On'),
    join: () => [say('describe', type)],
    hear: ({ topic: to, text }, now) => {
      if (to === `${topic}/in/ctrlmode`) mode = MODES.get(text) ?? 'Off';
      if (to === `${topic}/in/timer` && text.length === OFF.length) timer = text;
      return to === `${topic}/in/state` ? [state(now)] : [];
    },
    tick: () => [],
    press: () => {
      mode = mode === 'On' ? 'Off' : 'On';
      return [say('out/ctrlmode', mode)];
    },
    restart: () => {
      mode = 'Off';
      timer = OFF;
    },
    setClock: (seconds) => {
      aheadS = seconds;
    },
  };
}

const MODES: ReadonlyMap<string, string> = new Map([
  ['On', 'On'],
  ['Timer', 'Timer'],
  ['1', 'On'],
  ['2', 'Timer'],
]);

function timerOn(timer: string, now: number): boolean {
  const minute = Math.floor(now / 60) % 1440;
  const [a = 0, b = 0, c = 0, d = 0] = timer
    .split(' ')
    .map((part) => 60 * Number(part.slice(0, 2)) + Number(part.slice(2)));
  return within(minute, a, b) || within(minute, c, d);
}

const within = (minute: number, start: number, stop: number): boolean =>
  start <= stop ? start <= minute && minute < stop : minute >= start || minute < stop;
