import { describe, expect, it } from 'vitest';
import type { DeviceTypeName } from '.';
import { decoded, type Recorded } from './recorded.fake';

const decodes = (name: DeviceTypeName, own: string, table: readonly Recorded[]): void =>
  it.each(decoded(name, own, table))('$topic $payload', ({ said, made }) => {
    expect(made()).toEqual(said);
  });

const at = (iso: string): number => Date.parse(iso) / 1000;

describe('Glow', () => {
  const message = (power: unknown, imported: unknown, exported: unknown) => ({
    electricitymeter: {
      timestamp: '2026-06-11T20:38:00Z',
      energy: {
        export: { cumulative: exported, units: 'kWh' },
        import: {
          cumulative: imported,
          day: 13.252,
          week: 141.71,
          month: 293.598,
          units: 'kWh',
          mpan: '1234',
          supplier: 'ABC ENERGY',
          price: { unitrate: 0.04998, standingcharge: 0.2403 },
        },
      },
      power: { value: power, units: 'kW' },
    },
  });
  const measuredAt = at('2026-06-11T20:38:00Z');
  const topic = 'glow/112233445566/SENSOR/electricitymeter';
  decodes('glow', 'glow/112233445566', [
    [topic, message(0.951, 6613.405, 0), { measuredAt, powerW: 951, energyKWh: 6613.405, exportKWh: 0 }],
    [topic, message(-1.2, 6613.405, 12.5), { measuredAt, powerW: -1200, energyKWh: 6613.405, exportKWh: 12.5 }],
    // Before it has heard the meter everything is 0: that is no reading.
    [topic, message(0, 0, 0), {}],
    // The display writes null for what the meter has not told it.
    [topic, message(0.35, null, 0), { measuredAt, powerW: 350, exportKWh: 0 }],
    [topic, message('0.35', '6613.405', '12.5'), { measuredAt, powerW: 350, energyKWh: 6613.405, exportKWh: 12.5 }],
    [topic, message(0.35, -1, -1), { measuredAt, powerW: 350 }],
    [topic, { electricitymeter: null }, {}],
    [topic, { gasmeter: message(0, 1, 1).electricitymeter }, {}],
    [
      topic,
      {
        electricitymeter: {
          timestamp: null,
          energy: { import: { cumulative: 6_613_405, units: 'Wh' } },
          power: { value: 350, units: 'W' },
        },
      },
      { powerW: 350, energyKWh: 6613.405 },
    ],
    [topic, message(null, 6613.405, null), { measuredAt, energyKWh: 6613.405 }],
    [topic, message('not available', '6613.405', 0), { measuredAt, energyKWh: 6613.405, exportKWh: 0 }],
    [
      topic,
      { electricitymeter: { power: { value: 1, units: 'hp' }, energy: { import: { cumulative: 5, units: 'kWh' } } } },
      { energyKWh: 5 },
    ],
    [topic, '{"electricitymeter":', {}],
    [
      'glow/112233445566/STATE',
      { software: 'v1.8.12', smetsversion: 'SMETS2', han: { rssi: -75, status: 'joined' } },
      {},
    ],
    ['glow/112233445566/SENSOR/gasmeter', message(0, 17940.852, 0), null],
    ['glow/aabbccddeeff/SENSOR/electricitymeter', message(1, 1, 1), null],
  ]);
});

describe('GivTCP', () => {
  decodes('givtcp', 'GivEnergy/CE1234A567', [
    ['GivEnergy/CE1234A567/Power/Power/Grid_Power', '-450', { powerW: 450 }],
    ['GivEnergy/CE1234A567/Power/Power/Grid_Power', '1200', { powerW: -1200 }],
    ['GivEnergy/CE1234A567/Energy/Total/Import_Energy_Total_kWh', '3217.4', { energyKWh: 3217.4 }],
    ['GivEnergy/CE1234A567/Energy/Total/Export_Energy_Total_kWh', '812.9', { exportKWh: 812.9 }],
    ['GivEnergy/CE1234A567/Energy/Today/Import_Energy_Today_kWh', '3.2', {}],
    ['GivEnergy/CE1234A567/Power/Power/Grid_Power', 'None', {}],
    ['GivEnergy/XX/Power/Power/Grid_Power', '1', null],
  ]);
});
