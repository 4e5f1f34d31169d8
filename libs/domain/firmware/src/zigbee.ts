import type { Firmware, Message } from './firmware';

const STATUS_EVERY_S = 60;
const WATTS = 1200;

/**
 * Zigbee2MQTT with one plug, at `<base>/<friendly name>`. The bridge keeps its list of devices and who is there at the
 * broker; a press on the plug looks like any other change.
 */
export function zigbee(topic: string): Firmware {
  const [base = '', ...name] = topic.split('/');
  let on = false;
  let isBack = false;
  let toldAt = 0;
  let countedAt: number | undefined;
  let energyKWh = 12.34;
  const kept = (to: string, value: object): Message => ({ topic: to, text: JSON.stringify(value), retain: true });
  const count = (now: number): void => {
    if (on && countedAt !== undefined) energyKWh += (WATTS * (now - countedAt)) / 3_600_000;
    countedAt = now;
  };
  const word = (): string => (on ? 'ON' : 'OFF');
  const status = (now: number): Message => {
    count(now);
    const values = { state: word(), power: on ? WATTS : 0, energy: Number(energyKWh.toFixed(2)), linkquality: 120 };
    return { topic, text: JSON.stringify(values) };
  };
  const switchTo = (wanted: boolean, now: number): Message[] => {
    count(now);
    on = wanted;
    return [status(now)];
  };
  return {
    listens: [`${topic}/set`, `${topic}/get`],
    will: kept(`${base}/bridge/state`, { state: 'offline' }),
    on: () => on,
    join: (now) => [
      kept(`${base}/bridge/state`, { state: 'online' }),
      kept(`${base}/bridge/devices`, [COORDINATOR, plugNamed(name.join('/')), REMOTE]),
      kept(`${topic}/availability`, { state: 'online' }),
      ...(isBack ? [announced(base, name.join('/'))] : []),
      status(now),
    ],
    hear: ({ topic: to, text }, now) => {
      if (to === `${topic}/get`) return [status(now)];
      const asked = wordIn(text);
      return asked === undefined ? [] : switchTo(asked === 'TOGGLE' ? !on : asked === 'ON', now);
    },
    tick: (now) => {
      if (now - toldAt < STATUS_EVERY_S) return [];
      toldAt = now;
      return [status(now)];
    },
    press: (now) => switchTo(!on, now),
    restart: (now) => {
      count(now);
      [on, isBack] = [false, true];
    },
    setClock: () => undefined,
  };
}

/** What the bridge says when a plug is back that had lost its power. */
const announced = (base: string, friendlyName: string): Message => ({
  topic: `${base}/bridge/event`,
  text: JSON.stringify({ type: 'device_announce', data: { friendly_name: friendlyName } }),
});

/** `{"state":"ON"}`, or the word alone. */
function wordIn(text: string): string | undefined {
  const said = text.startsWith('{') ? (JSON.parse(text) as { state?: unknown }).state : text;
  return typeof said === 'string' ? said.toUpperCase() : undefined;
}

const COORDINATOR = {
  ieee_address: '0x00124b0001',
  type: 'Coordinator',
  friendly_name: 'Coordinator',
  definition: null,
};
const REMOTE = {
  ieee_address: '0x00158d0002',
  type: 'EndDevice',
  friendly_name: 'remote',
  definition: { vendor: 'IKEA', model: 'E2001', exposes: [{ type: 'enum', name: 'action', access: 1 }] },
};

function plugNamed(friendlyName: string): object {
  const state = { type: 'binary', name: 'state', property: 'state', access: 7, value_on: 'ON', value_off: 'OFF' };
  return {
    ieee_address: '0x00158d0001',
    type: 'Router',
    friendly_name: friendlyName,
    definition: {
      vendor: 'IKEA',
      model: 'INSPELNING',
      exposes: [
        { type: 'switch', features: [state] },
        { type: 'numeric', name: 'power', property: 'power', unit: 'W', access: 5 },
        { type: 'numeric', name: 'energy', property: 'energy', unit: 'kWh', access: 5 },
      ],
    },
  };
}
