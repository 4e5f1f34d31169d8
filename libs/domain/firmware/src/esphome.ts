import type { Firmware, Message } from './firmware';

const SENSORS_EVERY_S = 60;
const WATTS = 90;

/** A node of ESPHome with a switch and sensors: bare values, kept by the broker; a press looks like any other change. */
export function espHome(topic: string): Firmware {
  let on = false;
  let bootedAt = 0;
  let toldAt = 0;
  const kept = (name: string, text: string): Message => ({ topic: `${topic}/${name}`, text, retain: true });
  const relay = (): Message => kept('switch/relay/state', on ? 'ON' : 'OFF');
  const sensors = (now: number): Message[] => [
    kept('sensor/power/state', (on ? WATTS : 0).toFixed(1)),
    kept('sensor/uptime/state', String(Math.floor(now - bootedAt))),
  ];
  return {
    listens: [`${topic}/switch/relay/command`],
    will: kept('status', 'offline'),
    on: () => on,
    join: (now) => [kept('status', 'online'), relay(), ...sensors(now)],
    hear: ({ text }) => {
      on = text === 'TOGGLE' ? !on : text === 'ON';
      return [relay()];
    },
    tick: (now) => {
      if (now - toldAt < SENSORS_EVERY_S) return [];
      toldAt = now;
      return sensors(now);
    },
    press: () => {
      on = !on;
      return [relay()];
    },
    restart: (now) => {
      [on, bootedAt] = [false, now];
    },
    setClock: () => undefined,
  };
}
