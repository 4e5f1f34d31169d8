import { MAX_MAGNITUDE } from './limits';
import type { RejectionReason } from './message';

const NUMERIC = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const NAN = /^\s*[+-]?nan(?:\(.*\))?\s*$/i;
const INFINITE = /^\s*[+-]?inf(?:inity)?\s*$/i;

/** A value that a feed can keep, or why it is none. Text counts as the number it spells in decimal, and nothing else does. */
export function numberOf(value: unknown): number | RejectionReason {
  if (typeof value === 'number') return finite(value);
  if (typeof value !== 'string') return 'not-numeric';
  if (NUMERIC.test(value)) return finite(Number(value));
  if (NAN.test(value)) return 'nan';
  return INFINITE.test(value) ? 'infinite' : 'not-numeric';
}

function finite(value: number): number | RejectionReason {
  if (value >= -MAX_MAGNITUDE && value <= MAX_MAGNITUDE) return value;
  return Number.isNaN(value) ? 'nan' : 'infinite';
}
