import { type LiveMeter, type LiveSnapshot } from '@hub/contracts';

/** Hub time at which the snapshots of specs begin. */
export const T0 = 1_700_000_000;

/** A snapshot of a live reading of 640 W at 10 p/kWh, `serverTime` unless told otherwise the time of the reading. */
export function snapshotOf(meter: Partial<LiveMeter>, rest: Partial<LiveSnapshot> = {}): LiveSnapshot {
  const reading = { state: 'live', time: T0, powerW: 640, importKWh: 1, exportKWh: 0, powerFeedId: 7 } as const;
  return {
    serverTime: meter.time ?? T0,
    meter: { ...reading, ...meter },
    broker: 'connected',
    tariff: {
      band: 'midday',
      pencePerKWh: 10,
      importPencePerKWh: 10,
      hydroPencePerKWh: 7,
      hydroShare: 0,
      until: T0 + 3_600,
    },
    costPencePerHour: 6.4,
    version: '0.1.0',
    ...rest,
  };
}

/** The same as the text of one event. */
export function snapshotText(meter: Partial<LiveMeter>, rest: Partial<LiveSnapshot> = {}): string {
  return JSON.stringify(snapshotOf(meter, rest));
}
