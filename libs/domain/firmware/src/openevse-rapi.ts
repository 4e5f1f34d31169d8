import { minuteOfDay } from '@hub/domain/time';
import type { Firmware, Message } from './firmware';

const STATUS_EVERY_S = 30;
const NO_TIMER: Timer = [0, 0, 0, 0];
const CHARGING = 3;
const SLEEPING = 254;
const MINUTE_S = 60;
const DAY_MINUTES = 1440;

/** Hours and minutes of its start and end. */
type Timer = readonly [number, number, number, number];

/**
 * OpenEVSE with WiFi firmware 2 or 3: commands of its serial protocol below `rapi/in/`, each answer below `rapi/out` without
 * the name of its question. One timer in local time that switches at its two times and outlives a power cut.
 */
export function openEvseRapi(topic: string): Firmware {
  let state = CHARGING;
  let timer = NO_TIMER;
  let wattHours = 1_234_567;
  let toldAt = 0;
  let aheadS = 0;
  let followedAt: number | undefined;
  const say = (name: string, text: string): Message => ({ topic: `${topic}/${name}`, text });
  const status = (): Message[] => [
    say('amp', String(state === CHARGING ? 31_200 : 0)),
    say('wh', String(wattHours)),
    say('state', String(state)),
    say('pilot', '32'),
  ];
  /** Its timer acts when a time passes, not between: a command or a press holds until the next. */
  const follow = (now: number): Message[] => {
    const [minute, before] = [minuteOf(now + aheadS), followedAt];
    followedAt = minute;
    if (timer === NO_TIMER || before === undefined || before === minute) return [];
    if (isPassed(before, minute, timer[2], timer[3])) state = SLEEPING;
    if (isPassed(before, minute, timer[0], timer[1])) state = CHARGING;
    return [say('state', String(state))];
  };
  const setTimer = (text: string, now: number): void => {
    timer = timerOf(text);
    followedAt = minuteOf(now + aheadS);
    if (timer !== NO_TIMER) state = isWithin(followedAt, timer) ? CHARGING : SLEEPING;
  };
  return {
    listens: [`${topic}/rapi/in/#`],
    on: () => state === CHARGING,
    join: () => [{ topic, text: 'connected' }, ...status()],
    hear: ({ topic: to, text }, now) => {
      const command = to.slice(`${topic}/rapi/in/`.length);
      if (command === '$GS') return [say('rapi/out', `$OK ${state} 0^2C`)];
      if (command === '$GD') return [say('rapi/out', `$OK ${timer.join(' ')}^20`)];
      if (command === '$ST') setTimer(text, now);
      else if (command === '$FE') state = CHARGING;
      else if (command === '$FS') state = SLEEPING;
      else return [say('rapi/out', '$NK^21')];
      return [say('rapi/out', '$OK^20')];
    },
    tick: (now) => {
      const followed = follow(now);
      if (now - toldAt < STATUS_EVERY_S) return followed;
      toldAt = now;
      if (state === CHARGING) wattHours += MINUTE_S;
      return [...followed, ...status()];
    },
    press: () => {
      state = state === CHARGING ? SLEEPING : CHARGING;
      return [say('state', String(state))];
    },
    restart: () => {
      state = timer === NO_TIMER ? CHARGING : SLEEPING;
    },
    setClock: (seconds) => {
      aheadS = seconds;
    },
  };
}

function timerOf(text: string): Timer {
  const [a = 0, b = 0, c = 0, d = 0] = text.split(' ').map(Number);
  return a === 0 && b === 0 && c === 0 && d === 0 ? NO_TIMER : [a, b, c, d];
}

const minuteOf = (time: number): number => minuteOfDay(time, 'Europe/London');

/** Whether a time of day came after `before`, and up to `now`; none does when the clock goes back. */
function isPassed(before: number, now: number, hour: number, minute: number): boolean {
  const since = (at: number): number => (at - before + DAY_MINUTES) % DAY_MINUTES;
  const due = since(60 * hour + minute);
  return since(now) < DAY_MINUTES / 2 && due > 0 && due <= since(now);
}

function isWithin(now: number, [startHour, startMinute, endHour, endMinute]: Timer): boolean {
  const since = (at: number): number => (at - (60 * startHour + startMinute) + DAY_MINUTES) % DAY_MINUTES;
  return since(now) < since(60 * endHour + endMinute);
}
