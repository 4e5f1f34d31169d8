import { emonEspTimerOn } from '../types';
import type { Command, DeviceMessage } from '../report';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A plug as its firmware behaves, in simulated time. */
export interface SimulatedPlug {
  readonly typeName: 'smartplug' | 'tasmota';
  readonly topic: string;
  on(now: number): boolean;
  obey(command: Command, now: number): DeviceMessage[];
  press(now: number): DeviceMessage[];
  /** Loses power for a moment: what it says when it is back. */
  reboot(now: number): DeviceMessage[];
  /** What it says when it joins the broker again without having lost power. */
  join(now: number): DeviceMessage[];
  setClock(aheadS: number): void;
}

/** EmonESP: two timers in UTC that a power cut forgets, a button that leaves the timer mode, `describe` at each connection. */
export function emonEsp(topic: string): SimulatedPlug {
  let mode = 'Off';
  let timer = '0000 0000 0000 0000';
  let aheadS = 0;
  const message = (name: string, text: string): DeviceMessage => ({ topic: `${topic}/${name}`, text });
  const state = (now: number) => {
    const printed = timer.split(' ').map(Number).join(' ');
    return message(
      'out/state',
      JSON.stringify({ ip: '192.168.0.113', ctrlmode: mode, timer: printed, vout: '0', time: now + aheadS }),
    );
  };
  return {
    typeName: 'smartplug',
    topic,
    on: (now) => (mode === 'Timer' ? emonEspTimerOn(timer, now + aheadS) : mode === 'On'),
    obey: ({ topic: to, payload }, now) => {
      const name = to.slice(topic.length + 1);
      if (name === 'in/ctrlmode') mode = payload;
      if (name === 'in/timer' && payload.length === 19) timer = payload;
      return name === 'in/state' ? [state(now)] : [];
    },
    press: () => {
      mode = mode === 'On' ? 'Off' : 'On';
      return [message('out/ctrlmode', mode)];
    },
    reboot: () => {
      mode = 'Off';
      timer = '0000 0000 0000 0000';
      return [message('describe', 'smartplug')];
    },
    join: () => [message('describe', 'smartplug')],
    setClock: (seconds) => {
      aheadS = seconds;
    },
  };
}

/** Tasmota with PowerOnState 0: no timer of the hub's, off after a power cut; a press looks like a command. */
export function tasmotaPlug(topic: string): SimulatedPlug {
  let on = false;
  let bootedAt = 0;
  const say = (name: string, text: string): DeviceMessage => ({ topic: name.replace('/', `/${topic}/`), text });
  const power = () => say('stat/POWER', on ? 'ON' : 'OFF');
  return {
    typeName: 'tasmota',
    topic,
    on: () => on,
    obey: ({ topic: to, payload }, now) => {
      if (to.endsWith('/Power1')) {
        on = payload === 'ON';
        return [power()];
      }
      if (payload !== '11') return [];
      return [
        say('stat/STATUS11', JSON.stringify({ StatusSTS: { UptimeSec: now - bootedAt, POWER: on ? 'ON' : 'OFF' } })),
      ];
    },
    press: () => {
      on = !on;
      return [power()];
    },
    reboot: (now) => {
      on = false;
      bootedAt = now;
      return [say('tele/LWT', 'Online'), power()];
    },
    join: () => [say('tele/LWT', 'Online'), power()],
    setClock: () => undefined,
  };
}
