import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { LiveSnapshot } from './live';

const snapshot = {
  serverTime: 1_700_000_003,
  meter: { state: 'live', time: 1_700_000_000, powerW: 512, importKWh: 1326.962, exportKWh: 0, powerFeedId: 1 },
  broker: 'connected',
  tariff: {
    band: 'midday',
    pencePerKWh: 8.5,
    importPencePerKWh: 10,
    hydroPencePerKWh: 7,
    hydroShare: 0.5,
    until: 1_700_009_000,
  },
  costPencePerHour: 5.12,
  version: '0.1.0',
};

describe('LiveSnapshot', () => {
  it('accepts what the hub sends and drops what a newer hub adds', () => {
    expect(z.parse(LiveSnapshot, { ...snapshot, signal: 'good' })).toEqual(snapshot);
  });

  it('accepts a hub that has no reading and no tariff yet', () => {
    const nothing = { state: 'missing', time: null, powerW: null, importKWh: null, exportKWh: null, powerFeedId: null };
    expect(
      z.safeParse(LiveSnapshot, { ...snapshot, meter: nothing, tariff: null, costPencePerHour: null }).success,
    ).toBe(true);
  });

  it('refuses a state that the page has no words for', () => {
    expect(z.safeParse(LiveSnapshot, { ...snapshot, meter: { ...snapshot.meter, state: 'fine' } }).success).toBe(false);
  });
});
