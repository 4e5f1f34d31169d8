import { instantOf, type Instant, localTime } from '@hub/domain/time';
import { FUTURE_TOLERANCE_S, MAX_AGE_S, MAX_STAMP_LENGTH, UNSET_CLOCK_TOLERANCE_S } from './limits';
import type { RejectionReason } from './parsed';

/** When and where a reading arrived: what its stamp is judged by. */
export interface Arrival {
  /** The hub's clock, unix seconds. */
  readonly receivedAt: Instant;
  /** IANA zone that a stamp without a zone is written in; absent: UTC. */
  readonly zone?: string;
  /** True while nothing has set the hub's clock since its start: a meter knows the time better. */
  readonly clockUnset?: boolean;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: ?(Z)| ?([+-])(\d\d):?(\d\d))?$/i;
const DECIMAL = /^\d+(?:\.\d+)?$/;
/** In seconds this is the year 5138, in milliseconds 1973: everything above is milliseconds. */
const MILLISECONDS_ABOVE = 1e11;
const HOUR_S = 3600;

/**
 * Unix seconds of a stamp: a number or its digits in seconds or milliseconds, or ISO 8601 text. Text without a zone is
 * the wall clock of the house; where that lies ahead of the hub's clock and UTC does not, it is UTC. A stamp that means
 * no instant (`2026-02-30`, `soon`) is `bad-time`.
 */
export function stampOf(value: unknown, arrival: Arrival): Instant | 'bad-time' {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string' || value.length > MAX_STAMP_LENGTH) return 'bad-time';
  const text = value.trim();
  return DECIMAL.test(text) ? fromNumber(Number(text)) : fromIso(text, arrival);
}

function fromNumber(value: number): Instant | 'bad-time' {
  if (!(value >= 0 && value < Number.MAX_SAFE_INTEGER)) return 'bad-time';
  return Math.floor(value > MILLISECONDS_ABOVE ? value / 1000 : value);
}

function fromIso(text: string, arrival: Arrival): Instant | 'bad-time' {
  const parts = ISO.exec(text);
  if (!parts) return 'bad-time';
  const field = (index: number): number => Number(parts[index] ?? 0);
  const milliseconds = Date.UTC(field(1), field(2) - 1, field(3), field(4), field(5), field(6));
  // Date.UTC carries what overflows into the next field: a stamp that comes back changed never was one.
  const written = [1, 2, 3, 4, 5].map((index) => parts[index]).join('-');
  const read = new Date(milliseconds).toISOString().slice(0, 16).replace(/[T:]/g, '-');
  if (written !== read) return 'bad-time';
  if (parts[7] === undefined && parts[8] === undefined) return fromWallClock(milliseconds / 1000, arrival);
  const offsetMinutes = field(9) * 60 + field(10);
  return milliseconds / 1000 - (parts[8] === '-' ? -60 : 60) * offsetMinutes;
}

/** `asUtc`: the wall clock's fields read as if they were UTC. An hour that the clock shows twice is the one nearer to now. */
function fromWallClock(asUtc: Instant, { receivedAt, zone }: Arrival): Instant {
  if (zone === undefined) return asUtc;
  const shown = localTime(asUtc, 'UTC');
  const first = instantOf(shown, zone);
  const second = localTime(first + HOUR_S, zone).hour === shown.hour ? first + HOUR_S : first;
  const local = second <= receivedAt + FUTURE_TOLERANCE_S ? second : first;
  const isAhead = local > receivedAt + FUTURE_TOLERANCE_S;
  return isAhead && asUtc <= receivedAt + FUTURE_TOLERANCE_S ? asUtc : local;
}

/** Whether a stamp can be believed. `maxAgeS`: how old it may be. */
export function stampFault(time: Instant, { receivedAt }: Arrival, maxAgeS: number): RejectionReason | null {
  if (time > receivedAt + FUTURE_TOLERANCE_S) return 'future-stamp';
  return time < receivedAt - maxAgeS ? 'past-stamp' : null;
}

/**
 * The time of a live value, or why its stamp cannot be believed. Absent: now. A device's clock that runs ahead a little
 * says nothing about the future: such a value counts as of its arrival.
 */
export function liveStamp(value: unknown, arrival: Arrival): Instant | RejectionReason {
  const now = Math.floor(arrival.receivedAt);
  if (value === undefined || value === null) return now;
  const time = stampOf(value, arrival);
  if (time === 'bad-time') return time;
  return stampFault(time, arrival, MAX_AGE_S) ?? Math.min(time, now);
}

/** As {@link liveStamp}, for a meter: while the hub's clock is not set, the meter's stamp is believed ahead of it. */
export function meterStamp(value: unknown, arrival: Arrival): Instant | RejectionReason {
  if (arrival.clockUnset !== true) return liveStamp(value, arrival);
  const time = stampOf(value, arrival);
  if (time === 'bad-time') return time;
  if (time > arrival.receivedAt + UNSET_CLOCK_TOLERANCE_S) return 'future-stamp';
  return time < arrival.receivedAt - MAX_AGE_S ? 'past-stamp' : time;
}
