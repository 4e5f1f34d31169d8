import { type HubHealth, type ReadingState } from '@hub/data-access';
import { type LiveSnapshot } from '@hub/contracts';
import { costPencePerHour } from '@hub/domain/tariff';
import { type BandPrice } from '@hub/ui';

/** What the page Home says, settled before anything is drawn. */
export interface LiveView {
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

/** What one more unit costs, hydro included, as the forecast has it. */
export interface UnitPrice {
  readonly pencePerKWh: number;
  readonly untilS: number;
}

function priceAt(tariff: LiveSnapshot['tariff'], unit: UnitPrice | undefined, timeS: number): BandPrice | undefined {
  if (tariff === null || timeS >= tariff.until) return undefined;
  const { band, label, pencePerKWh, until } = tariff;
  const told = { pencePerKWh, untilS: until };
  return { band, label, ...(unit !== undefined && timeS < unit.untilS ? unit : told) };
}

/** The reading and what it costs. */
function shownReading(snapshot: LiveSnapshot, price: BandPrice | undefined): Pick<LiveView, 'powerW' | 'pencePerHour'> {
  const { powerW } = snapshot.meter;
  const known = price !== undefined && powerW !== null;
  return { powerW: powerW ?? undefined, pencePerHour: known ? costPencePerHour(powerW, price.pencePerKWh) : null };
}

const NOTHING_SHOWN: Pick<LiveView, 'powerW' | 'pencePerHour'> = { powerW: undefined, pencePerHour: null };

/**
 * Judges what is known at the hub's time `timeS`. `unit`: the price that the pages show for one more unit. A price that ran out is
 * taken down: what comes after it is not known.
 */
export function liveView(
  snapshot: LiveSnapshot | undefined,
  reading: ReadingState,
  health: HubHealth,
  timeS: number,
  unit?: UnitPrice,
): LiveView {
  const price = priceAt(snapshot?.tariff ?? null, unit, timeS);
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
