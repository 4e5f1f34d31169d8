import type { Firmware, Message } from './firmware';

const EVERY_S = 10;

/** Glow's in-home display at a meter that uses a steady power. */
export function glow(topic: string, powerW = 450): Firmware {
  let toldAt = 0;
  let countedAt: number | undefined;
  let importKWh = 6613.405;
  return {
    listens: [],
    on: () => true,
    join: () => [],
    hear: () => [],
    tick: (now): Message[] => {
      if (countedAt !== undefined) importKWh += (powerW * (now - countedAt)) / 3_600_000;
      countedAt = now;
      if (now - toldAt < EVERY_S) return [];
      toldAt = now;
      const electricitymeter = {
        timestamp: new Date(now * 1000).toISOString().replace(/\.\d+/, ''),
        energy: {
          export: { cumulative: 0, units: 'kWh' },
          import: { cumulative: Number(importKWh.toFixed(3)), day: 3.2, week: 41.7, month: 93.6, units: 'kWh' },
        },
        power: { value: powerW / 1000, units: 'kW' },
      };
      return [{ topic: `${topic}/SENSOR/electricitymeter`, text: JSON.stringify({ electricitymeter }) }];
    },
    press: () => [],
    restart: () => undefined,
    setClock: () => undefined,
  };
}
