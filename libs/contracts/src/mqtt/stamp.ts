import type { Instant } from '@hub/domain/time';
import { FUTURE_TOLERANCE_S } from './limits';
import type { RejectionReason } from './message';

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d))?$/i;
const DECIMAL = /^\d+(?:\.\d+)?$/;
/** In seconds this is the year 5138, in milliseconds 1973: everything above is milliseconds. */
const MILLISECONDS_ABOVE = 1e11;

/**
 * Unix seconds of a stamp: a number or its digits in seconds or milliseconds, or ISO 8601 text. Text without a zone is
 * UTC. A stamp that means no instant (`2026-02-30`, `soon`) is `bad-time`.
 */
export function stampOf(value: unknown): Instant | 'bad-time' {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return 'bad-time';
  const text = value.trim();
  return DECIMAL.test(text) ? fromNumber(Number(text)) : fromIso(text);
}

function fromNumber(value: number): Instant | 'bad-time' {
  if (!(value >= 0 && value < Number.MAX_SAFE_INTEGER)) return 'bad-time';
  return Math.floor(value > MILLISECONDS_ABOVE ? value / 1000 : value);
}

function fromIso(text: string): Instant | 'bad-time' {
  const parts = ISO.exec(text);
  if (!parts) return 'bad-time';
  const field = (index: number): number => Number(parts[index] ?? 0);
  const milliseconds = Date.UTC(field(1), field(2) - 1, field(3), field(4), field(5), field(6));
  // Date.UTC carries what overflows into the next field: a stamp that comes back changed never was one.
  const written = [1, 2, 3, 4, 5].map((index) => parts[index]).join('-');
  const read = new Date(milliseconds).toISOString().slice(0, 16).replace(/[T:]/g, '-');
  if (written !== read) return 'bad-time';
  const offsetMinutes = field(9) * 60 + field(10);
  return milliseconds / 1000 - (parts[8] === '-' ? -60 : 60) * offsetMinutes;
}

/** Whether a stamp can be believed by a hub whose clock says `receivedAt`. */
export function stampFault(time: Instant, receivedAt: Instant, maxAgeS: number): RejectionReason | null {
  if (time > receivedAt + FUTURE_TOLERANCE_S) return 'future-stamp';
  return time < receivedAt - maxAgeS ? 'past-stamp' : null;
}
