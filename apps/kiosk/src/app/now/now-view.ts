import { type HubHealth, type ReadingState } from '@hub/data-access';
import { type LiveSnapshot } from '@hub/contracts';
import { type BandPrice } from '@hub/ui';

/** What the Now page says, settled before anything is drawn. */
export interface NowView {
  readonly reading: ReadingState['kind'];
  /** Watts of the newest reading; undefined when there is none to show. */
  readonly powerW: number | undefined;
  /** Unix second of a reading too old to show. */
  readonly lastTime: number | null;
  /** Age of that reading in seconds, when it is old enough to be told. */
  readonly ageS: number | undefined;
  /** Pence per hour; null when the price or the power is not known. */
  readonly pencePerHour: number | null;
  /** The price in force; undefined when not known, or ended while the hub was silent. */
  readonly price: BandPrice | undefined;
  readonly trouble: Trouble | undefined;
}

/** Why the page is not as it should be, worst first. */
export type Trouble = 'unreachable' | 'unreadable' | 'broker-down' | 'meter-silent';

function troubleOf(
  health: HubHealth,
  reading: ReadingState,
  broker: LiveSnapshot['broker'] | undefined,
): Trouble | undefined {
  if (health === 'unreachable' || health === 'unreadable') return health;
  if (broker === 'disconnected') return 'broker-down';
  return reading.kind === 'delayed' ? 'meter-silent' : undefined;
}

function priceAt(tariff: LiveSnapshot['tariff'], timeS: number): BandPrice | undefined {
  if (tariff === null || timeS >= tariff.until) return undefined;
  return { band: tariff.band, pencePerKWh: tariff.pencePerKWh, untilS: tariff.until };
}

/** What is bought costs money; what goes out costs nothing, and nobody said what it earns. */
function costOf(powerW: number | null, snapshot: LiveSnapshot | undefined): number | null {
  const cost = snapshot?.costPencePerHour ?? null;
  return cost !== null && powerW !== null && powerW < 0 ? 0 : cost;
}

/** Judges what is known at the hub's time `timeS`. A price that ran out is not shown on: nobody said what came after it. */
export function nowView(
  snapshot: LiveSnapshot | undefined,
  reading: ReadingState,
  health: HubHealth,
  timeS: number,
): NowView {
  const shown = reading.kind === 'live' || reading.kind === 'delayed' ? snapshot?.meter : undefined;
  const price = priceAt(snapshot?.tariff ?? null, timeS);
  return {
    reading: reading.kind,
    powerW: shown?.powerW ?? undefined,
    lastTime: reading.kind === 'missing' ? reading.lastTime : null,
    ageS: reading.kind === 'delayed' ? reading.ageS : undefined,
    pencePerHour: price && shown ? costOf(shown.powerW, snapshot) : null,
    price,
    trouble: troubleOf(health, reading, snapshot?.broker),
  };
}
