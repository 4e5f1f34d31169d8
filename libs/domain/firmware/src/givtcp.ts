import type { Firmware, Message } from './firmware';

const EVERY_S = 10;

/**
 * GivTCP beside an inverter in a house that takes a steady power from the grid, or feeds it in where the power is negative.
 * As its inverter does, it says grid power with export positive; its registers count each way.
 */
export function givTcp(topic: string, importW = 620): Firmware {
  let toldAt = 0;
  let countedAt: number | undefined;
  const registerKWh = { import: 4_021.3, export: 1_877.9 };
  return {
    listens: [],
    on: () => true,
    join: () => [],
    hear: () => [],
    tick: (now): Message[] => {
      const way = importW < 0 ? 'export' : 'import';
      if (countedAt !== undefined) registerKWh[way] += (Math.abs(importW) * (now - countedAt)) / 3_600_000;
      countedAt = now;
      if (now - toldAt < EVERY_S) return [];
      toldAt = now;
      const values: [string, string][] = [
        ['status', 'online'],
        ['Power/Power/Grid_Power', String(-importW)],
        ['Power/Power/PV_Power', '0'],
        ['Energy/Total/Import_Energy_Total_kWh', registerKWh.import.toFixed(1)],
        ['Energy/Total/Export_Energy_Total_kWh', registerKWh.export.toFixed(1)],
      ];
      return values.map(([below, text]) => ({ topic: `${topic}/${below}`, text }));
    },
    press: () => [],
    restart: () => undefined,
    setClock: () => undefined,
  };
}
