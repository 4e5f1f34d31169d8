import { offsetS } from '@hub/domain/time';
import type { Firmware, Message } from './firmware';

const STATUS_EVERY_S = 30;
const CHARGING_W = 7200;

/** OpenEVSE with firmware 4: an override outranks the schedule; its own schedule runs in local time. */
export function openEvse(topic: string): Firmware {
  let override: 'active' | 'disabled' | null = null;
  let schedule: readonly Event[] = [];
  let toldAt = 0;
  let aheadS = 0;
  const say = (name: string, value: string | object): Message => ({
    topic: `${topic}/${name}`,
    text: typeof value === 'string' ? value : JSON.stringify(value),
    retain: typeof value !== 'string',
  });
  const announce: Message = {
    topic: 'openevse/announce/7b2c',
    text: JSON.stringify({
      state: 'connected',
      id: 'c44f330d',
      name: topic,
      mqtt: topic,
      http: 'http://192.168.0.120/',
    }),
    retain: true,
  };
  const active = (now: number): boolean => (override ?? scheduled(schedule, wallClock(now + aheadS))) === 'active';
  const status = (now: number): Message[] => [
    say('status', active(now) ? 'active' : 'disabled'),
    say('state', active(now) ? '3' : '254'),
    say('power', String(active(now) ? CHARGING_W : 0)),
    say('total_energy', '998.25'),
    say('time', new Date((now + aheadS) * 1000).toISOString().replace(/\.\d+/, '')),
  ];
  const overrideSaid = (): Message => say('override', { state: override ?? 'null' });
  return {
    listens: ['override/set', 'claim/set', 'schedule/set', 'schedule/clear', 'rapi/in/#'].map(
      (name) => `${topic}/${name}`,
    ),
    will: { ...announce, text: JSON.stringify({ state: 'disconnected', id: 'c44f330d', name: topic }) },
    on: active,
    join: (now) => [announce, overrideSaid(), say('schedule', schedule), ...status(now)],
    hear: ({ topic: to, text }, now) => {
      const name = to.slice(topic.length + 1);
      if (name === 'override/set') override = overrideOf(text, override);
      if (name === 'schedule/set') schedule = merged(schedule, text);
      if (name === 'override/set') return [overrideSaid(), ...status(now)];
      return name === 'schedule/set' ? [say('schedule', schedule), ...status(now)] : [];
    },
    tick: (now) => {
      if (now - toldAt < STATUS_EVERY_S) return [];
      toldAt = now;
      return status(now);
    },
    press: (now) => {
      override = active(now) ? 'disabled' : 'active';
      return [overrideSaid(), ...status(now)];
    },
    restart: () => {
      override = null;
    },
    setClock: (seconds) => {
      aheadS = seconds;
    },
  };
}

interface Event {
  readonly id: number;
  readonly state: 'active' | 'disabled';
  readonly time: string;
  readonly days: readonly string[];
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEK_S = 604_800;

function overrideOf(text: string, now: 'active' | 'disabled' | null): 'active' | 'disabled' | null {
  if (text === 'clear') return null;
  if (text === 'toggle') return now === 'active' ? 'disabled' : 'active';
  const { state } = JSON.parse(text) as { state?: 'active' | 'disabled' };
  return state ?? now;
}

function merged(schedule: readonly Event[], text: string): readonly Event[] {
  const given = JSON.parse(text) as Event[];
  return [...schedule.filter(({ id }) => !given.some((event) => event.id === id)), ...given];
}

/** What a clock on the wall shows, as if it were UTC. */
const wallClock = (now: number): number => now + offsetS(now, 'Europe/London');

/** The state of the last event before `now` on the wall; active where there is none. */
function scheduled(schedule: readonly Event[], now: number): 'active' | 'disabled' {
  const ages = schedule.flatMap(({ state, time, days }) =>
    days.map((day) => {
      const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
      // The unix epoch began on a Thursday.
      const at = ((DAYS.indexOf(day) + 3) % 7) * 86_400 + hour * 3600 + minute * 60 + second;
      return { state, ageS: (((now - at) % WEEK_S) + WEEK_S) % WEEK_S };
    }),
  );
  return ages.sort((a, b) => a.ageS - b.ageS)[0]?.state ?? 'active';
}
