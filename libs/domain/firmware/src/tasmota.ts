import type { Firmware, Message } from './firmware';

const TELE_PERIOD_S = 300;
const WATTS = 60;

/** Tasmota on a plug that measures, with PowerOnState 0: off after a power cut; a press looks like any other change. */
export function tasmota(topic: string): Firmware {
  let on = false;
  let bootedAt = 0;
  let toldAt = 0;
  let countedAt: number | undefined;
  let totalKWh = 12.5;
  const say = (prefix: string, name: string, value: string | object): Message => ({
    topic: `${prefix}/${topic}/${name}`,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  });
  const word = (): string => (on ? 'ON' : 'OFF');
  const state = (now: number): object => ({ UptimeSec: Math.floor(now - bootedAt), POWER: word() });
  const sensor = (): object => ({
    ENERGY: { Total: Number(totalKWh.toFixed(3)), Power: on ? WATTS : 0, Voltage: 241 },
  });
  const count = (now: number): void => {
    if (on && countedAt !== undefined) totalKWh += (WATTS * (now - countedAt)) / 3_600_000;
    countedAt = now;
  };
  return {
    listens: [`cmnd/${topic}/#`],
    will: { topic: `tele/${topic}/LWT`, text: 'Offline', retain: true },
    on: () => on,
    join: () => [{ topic: `tele/${topic}/LWT`, text: 'Online', retain: true }, say('stat', 'POWER', word())],
    hear: ({ topic: to, text }, now) => {
      count(now);
      const command = to.slice(`cmnd/${topic}/`.length).toUpperCase();
      if (command === 'POWER' || command === 'POWER1') {
        on = text.toUpperCase() === 'TOGGLE' ? !on : text.toUpperCase() === 'ON' || text === '1';
        return [say('stat', 'RESULT', { POWER: word() }), say('stat', 'POWER', word())];
      }
      if (command !== 'STATUS') return [];
      return text === '8'
        ? [say('stat', 'STATUS8', { StatusSNS: sensor() })]
        : [say('stat', 'STATUS11', { StatusSTS: state(now) })];
    },
    tick: (now) => {
      count(now);
      if (now - toldAt < TELE_PERIOD_S) return [];
      toldAt = now;
      return [say('tele', 'STATE', state(now)), say('tele', 'SENSOR', sensor())];
    },
    press: (now) => {
      count(now);
      on = !on;
      return [say('stat', 'POWER', word())];
    },
    restart: (now) => {
      on = false;
      bootedAt = now;
    },
    setClock: () => undefined,
  };
}
