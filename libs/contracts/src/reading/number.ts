import { MAX_MAGNITUDE, MAX_NUMBER_LENGTH } from './limits';
import type { RejectionReason } from './parsed';

const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const NAN = /^[+-]?nan(?:\([^)]*\))?$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/** A value that a feed can keep, or why it is none. Text counts as the number it spells in decimal, and nothing else does. */
export function numberOf(value: unknown): number | RejectionReason {
  if (typeof value === 'number') return finite(value);
  if (typeof value !== 'string' || value.length > MAX_NUMBER_LENGTH) return 'not-numeric';
  const text = value.trim();
  if (NUMERIC.test(text)) return finite(Number(text));
  if (NAN.test(text)) return 'nan';
  return INFINITE.test(text) ? 'infinite' : 'not-numeric';
}

function finite(value: number): number | RejectionReason {
  if (value >= -MAX_MAGNITUDE && value <= MAX_MAGNITUDE) return value;
  return Number.isNaN(value) ? 'nan' : 'infinite';
}
