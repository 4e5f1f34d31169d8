import { DAY_S, type Instant } from './instant';

/** Offsets are looked up in chunks of about a year; each chunk's clock changes are searched once. */
const CHUNK_S = 2 ** 25;
/** No zone changes its clock twice within this distance and back. */
const PROBE_S = 6 * DAY_S;
const DIGITS = /(\d{1,2})\/(\d{1,2})\/(\d{1,6}), (\d{1,2}):(\d{1,2}):(\d{1,2})/;

/** Seconds between local time and UTC, by instant. */
export interface Zone {
  readonly name: string;
  offsetAt(time: Instant): number;
  /** The first instant after `time`, and not after `end`, at which the offset is another; undefined where it stays. */
  changeAfter(time: Instant, end: Instant): Instant | undefined;
}

interface Chunk {
  readonly from: Instant[];
  readonly offsetS: number[];
}

/** The name of a time zone that this system does not know. */
export class ZoneError extends RangeError {
  override readonly name = 'ZoneError';
  readonly code = 'HUB_TIME_ZONE_UNKNOWN';
  readonly action = 'Use an IANA name such as Europe/London.';
}

const zones = new Map<string, Zone>();
/** There are some 600 names, but each may be spelled in capitals. */
const MOST_ZONES = 1000;

/** The zone of an IANA name. Throws {@link ZoneError}. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    if (zones.size >= MOST_ZONES) zones.clear();
    zone = name === 'UTC' ? { name, offsetAt: () => 0, changeAfter: () => undefined } : searchedZone(name);
    zones.set(name, zone);
  }
  return zone;
}

/** True when `name` is a zone name (IANA) that this system knows. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

function searchedZone(name: string): Zone {
  const probe = prober(name);
  const chunks = new Map<number, Chunk>();
  const chunkAt = (key: number): Chunk => {
    let chunk = chunks.get(key);
    if (chunk === undefined) {
      chunk = searchChunk(probe, key * CHUNK_S);
      chunks.set(key, chunk);
    }
    return chunk;
  };
  const offsetAt = (time: Instant): number => {
    const chunk = chunkAt(Math.floor(time / CHUNK_S));
    let at = chunk.from.length - 1;
    while (at > 0 && (chunk.from[at] ?? 0) > time) at--;
    return chunk.offsetS[at] ?? 0;
  };
  return {
    name,
    offsetAt,
    changeAfter(time, end) {
      const before = offsetAt(time);
      for (let key = Math.floor(time / CHUNK_S); key <= Math.floor(end / CHUNK_S); key++) {
        const { from, offsetS } = chunkAt(key);
        const found = from.find((start, at) => start > time && start <= end && offsetS[at] !== before);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function searchChunk(probe: (time: Instant) => number, start: Instant): Chunk {
  const chunk: Chunk = { from: [start], offsetS: [probe(start)] };
  for (let low = start; low < start + CHUNK_S; low += PROBE_S) {
    const high = Math.min(low + PROBE_S, start + CHUNK_S - 1);
    const before = chunk.offsetS.at(-1) ?? 0;
    const after = probe(high);
    if (before === after) continue;
    chunk.from.push(firstInstantOf(probe, before, low, high));
    chunk.offsetS.push(after);
  }
  return chunk;
}

function firstInstantOf(probe: (time: Instant) => number, before: number, low: Instant, high: Instant): Instant {
  let still = low;
  let changed = high;
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2);
    if (probe(middle) === before) still = middle;
    else changed = middle;
  }
  return changed;
}

function prober(name: string): (time: Instant) => number {
  const format = formatter(name);
  return (time) => {
    const [, month, day, year, hour, minute, second] = DIGITS.exec(format.format(time * 1000)) ?? [];
    const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return Math.round(local / 1000 - Math.floor(time));
  };
}

function formatter(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch (cause) {
    throw new ZoneError(`there is no time zone "${name}"`, { cause });
  }
}

/**
 * The instant of a wall-clock time, given as seconds since 1970 read as if it were UTC. A time that happens twice
 * takes `cameFromOffsetS`; one that never happens is moved forward by the length of the change.
 */
export function instantOfLocal(zone: Zone, localS: number, cameFromOffsetS: number): Instant {
  const same = localS - cameFromOffsetS;
  if (zone.offsetAt(same) === cameFromOffsetS) return same;
  const other = zone.offsetAt(same);
  const moved = localS - other;
  if (zone.offsetAt(moved) === other) return moved;
  return localS - Math.min(other, zone.offsetAt(moved));
}
