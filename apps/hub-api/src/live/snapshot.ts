import type { LiveMeter, LiveSnapshot, LiveTariff } from '@hub/contracts';
import { freshness, type MeterNow } from '@hub/domain/metering';
import { costPencePerHour } from '@hub/domain/tariff';

/** Everything that a snapshot is made of. `now`: unix seconds. */
export interface SnapshotParts {
  readonly now: number;
  readonly meter: MeterNow | null;
  readonly powerFeedId: number | null;
  readonly brokerConnected: boolean;
  readonly tariff: LiveTariff | null;
  readonly version: string;
}

/** What a page is told. */
export function snapshotOf({ now, meter, powerFeedId, brokerConnected, tariff, version }: SnapshotParts): LiveSnapshot {
  const shown = { ...meterOf(now, meter), powerFeedId };
  return {
    serverTime: Math.floor(now),
    meter: shown,
    broker: brokerConnected ? 'connected' : 'disconnected',
    tariff,
    costPencePerHour:
      shown.powerW === null || tariff === null ? null : costPencePerHour(shown.powerW, tariff.pencePerKWh),
    version,
  };
}

const UNKNOWN: Omit<MeterNow, 'serial'> = { time: null, powerW: null, importKWh: null, exportKWh: null };

/** A reading of great age keeps its time, so that the page can say how old it is, and loses its power. */
function meterOf(now: number, meter: MeterNow | null): Omit<LiveMeter, 'powerFeedId'> {
  const { time, powerW, importKWh, exportKWh } = meter ?? UNKNOWN;
  const state = freshness(time, now);
  return { state, time, powerW: state === 'missing' ? null : powerW, importKWh, exportKWh };
}
