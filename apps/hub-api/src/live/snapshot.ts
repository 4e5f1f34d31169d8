import type { LiveSnapshot, LiveTariff } from '@hub/contracts';
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

/** What a page is told. A reading of unknown or great age keeps its time: the page says how old it is. */
export function snapshotOf({ now, meter, powerFeedId, brokerConnected, tariff, version }: SnapshotParts): LiveSnapshot {
  const state = freshness(meter?.time ?? null, now);
  const powerW = state === 'missing' ? null : (meter?.powerW ?? null);
  return {
    serverTime: Math.floor(now),
    meter: {
      state,
      time: meter?.time ?? null,
      powerW,
      importKWh: meter?.importKWh ?? null,
      exportKWh: meter?.exportKWh ?? null,
      powerFeedId,
    },
    broker: brokerConnected ? 'connected' : 'disconnected',
    tariff,
    costPencePerHour: powerW === null || tariff === null ? null : costPencePerHour(powerW, tariff.pencePerKWh),
    version,
  };
}
