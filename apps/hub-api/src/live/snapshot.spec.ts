import { LiveSnapshot } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type SnapshotParts, snapshotOf } from './snapshot';

const parts: SnapshotParts = {
  now: 1_800_000_000.7,
  meter: { serial: 'm', time: 1_799_999_990, powerW: 512, importKWh: 12.5, exportKWh: null },
  powerFeedId: 3,
  brokerConnected: true,
  tariff: {
    band: 'midday',
    pencePerKWh: 10,
    importPencePerKWh: 10,
    hydroPencePerKWh: 7,
    hydroShare: 0,
    until: 1_800_001_000,
  },
  version: '1.0.0',
};

describe('snapshotOf', () => {
  it('is what the contract says', () => {
    const snapshot = snapshotOf(parts);
    expect(z.parse(LiveSnapshot, JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      serverTime: 1_800_000_000,
      broker: 'connected',
      costPencePerHour: 5.12,
      meter: { state: 'live', powerFeedId: 3 },
    });
  });

  it.each([
    ['old', { meter: { ...parts.meter!, time: parts.now - 60 } }, 'delayed', 512, 5.12],
    ['from another day', { meter: { ...parts.meter!, time: parts.now - 90_000 } }, 'missing', null, null],
    ['none', { meter: null }, 'missing', null, null],
    ['without prices', { tariff: null }, 'live', 512, null],
  ] as const)('a reading that is %s', (_, changed, state, powerW, cost) => {
    const snapshot = snapshotOf({ ...parts, ...changed });
    expect(snapshot.meter).toMatchObject({ state, powerW });
    expect(snapshot.costPencePerHour).toBe(cost);
  });

  it('says that the broker is away', () => {
    expect(snapshotOf({ ...parts, brokerConnected: false }).broker).toBe('disconnected');
  });
});
