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
  const { band, label, pencePerKWh, until } = tariff;
  return { band, label, pencePerKWh, untilS: until };
}

/** The reading and what it costs. */
function shownReading(snapshot: LiveSnapshot, price: BandPrice | undefined): Pick<NowView, 'powerW' | 'pencePerHour'> {
  const { powerW } = snapshot.meter;
  return { powerW: powerW ?? undefined, pencePerHour: price === undefined ? null : snapshot.costPencePerHour };
}

const NOTHING_SHOWN: Pick<NowView, 'powerW' | 'pencePerHour'> = { powerW: undefined, pencePerHour: null };

/** Judges what is known at the hub's time `timeS`. A price that ran out is not shown on: nobody said what came after it. */
export function nowView(
  snapshot: LiveSnapshot | undefined,
  reading: ReadingState,
  health: HubHealth,
  timeS: number,
): NowView {
  const price = priceAt(snapshot?.tariff ?? null, timeS);
  const shows = snapshot !== undefined && (reading.kind === 'live' || reading.kind === 'delayed');
  return {
    reading: reading.kind,
    ...(shows ? shownReading(snapshot, price) : NOTHING_SHOWN),
    lastTime: reading.kind === 'missing' ? reading.lastTime : null,
    ageS: reading.kind === 'delayed' ? reading.ageS : undefined,
    price,
    trouble: troubleOf(health, reading, snapshot?.broker),
  };
}
