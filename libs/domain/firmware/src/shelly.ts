import type { Firmware, Message } from './firmware';

const STATUS_EVERY_S = 60;
const WATTS = 100;

/** A Shelly plug of the second generation or later, with status updates and RPC over MQTT. */
export function shelly(topic: string): Firmware {
  let on = false;
  let source = 'init';
  let bootedAt = 0;
  let toldAt = 0;
  let countedAt: number | undefined;
  let wattHours = 4200;
  const component = (now: number): object => {
    if (on && countedAt !== undefined) wattHours += (WATTS * (now - countedAt)) / 3600;
    countedAt = now;
    return {
      id: 0,
      source,
      output: on,
      apower: on ? WATTS : 0,
      voltage: 240,
      aenergy: { total: Math.round(wattHours * 1000) / 1000 },
    };
  };
  const status = (now: number): Message => ({
    topic: `${topic}/status/switch:0`,
    text: JSON.stringify(component(now)),
  });
  return {
    listens: [`${topic}/rpc`, `${topic}/command`],
    will: { topic: `${topic}/online`, text: 'false', retain: true },
    on: () => on,
    join: (now) => [{ topic: `${topic}/online`, text: 'true', retain: true }, status(now)],
    hear: ({ topic: to, text }, now) => {
      if (to !== `${topic}/rpc`) return [];
      const { id, src, method, params } = JSON.parse(text) as {
        id: number;
        src: string;
        method: string;
        params?: { on?: boolean };
      };
      const answer = (result: object): Message => ({
        topic: `${src}/rpc`,
        text: JSON.stringify({ id, src: topic, dst: src, result }),
      });
      if (method === 'Switch.Set') {
        const before = on;
        component(now);
        [on, source] = [params?.on === true, 'MQTT'];
        return [answer({ was_on: before }), ...(before === on ? [] : [status(now)])];
      }
      if (method !== 'Shelly.GetStatus') return [];
      return [
        answer({ 'switch:0': component(now), sys: { uptime: Math.floor(now - bootedAt), unixtime: Math.floor(now) } }),
      ];
    },
    tick: (now) => {
      if (now - toldAt < STATUS_EVERY_S) return [];
      toldAt = now;
      return [status(now)];
    },
    press: (now) => {
      component(now);
      [on, source] = [!on, 'button'];
      return [status(now)];
    },
    restart: (now) => {
      [on, source, bootedAt] = [false, 'init', now];
    },
    setClock: () => undefined,
  };
}
