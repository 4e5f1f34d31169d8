import type { Firmware, Message } from './firmware';

const STATUS_EVERY_S = 30;
const WATTS = 80;

/** A Shelly plug of the first generation: bare values below `relay/0`, energy in watt-minutes that a power cut forgets. */
export function shellyGen1(topic: string): Firmware {
  let on = false;
  let source = 'init';
  let bootedAt = 0;
  let toldAt = 0;
  let countedAt: number | undefined;
  let wattMinutes = 0;
  const say = (name: string, text: string): Message => ({ topic: `${topic}/${name}`, text });
  const count = (now: number): void => {
    if (on && countedAt !== undefined) wattMinutes += (WATTS * (now - countedAt)) / 60;
    countedAt = now;
  };
  const relay = (): Message => say('relay/0', on ? 'on' : 'off');
  const measured = (): Message[] => [
    say('relay/0/power', (on ? WATTS : 0).toFixed(2)),
    say('relay/0/energy', String(Math.floor(wattMinutes))),
  ];
  const info = (now: number): Message =>
    say(
      'info',
      JSON.stringify({
        wifi_sta: { connected: true, ip: '192.168.0.131' },
        unixtime: Math.floor(now),
        uptime: Math.floor(now - bootedAt),
        relays: [{ ison: on, source }],
        meters: [{ power: on ? WATTS : 0, is_valid: true, total: Math.floor(wattMinutes) }],
      }),
    );
  const switchTo = (wanted: boolean, by: string, now: number): Message[] => {
    count(now);
    [on, source] = [wanted, by];
    return [relay()];
  };
  return {
    listens: [`${topic}/relay/0/command`, `${topic}/command`],
    will: { ...say('online', 'false'), retain: true },
    on: () => on,
    join: () => [{ ...say('online', 'true'), retain: true }, relay(), ...measured()],
    hear: ({ topic: to, text }, now) => {
      if (to === `${topic}/relay/0/command`) return switchTo(text === 'toggle' ? !on : text === 'on', 'mqtt', now);
      count(now);
      return text === 'update' ? [relay(), ...measured(), info(now)] : [];
    },
    tick: (now) => {
      count(now);
      if (now - toldAt < STATUS_EVERY_S) return [];
      toldAt = now;
      return [relay(), ...measured()];
    },
    press: (now) => switchTo(!on, 'input', now),
    restart: (now) => {
      [on, source, bootedAt, wattMinutes] = [false, 'init', now, 0];
    },
    setClock: () => undefined,
  };
}
