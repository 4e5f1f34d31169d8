import { HALF_HOURS_A_DAY } from '@hub/domain/time';

/** How far one half-hour's error says something about the next ones, and how large errors are once it does not. */
export interface ErrorModel {
  /** What the model missed last, watt-hours: settled less hindcast. */
  readonly last: number;
  /** Part of an error that is left after a half-hour, 0 to 1. */
  readonly kept: number;
  /** Standard error far ahead. */
  readonly deviation: number;
}

const NO_ERROR: ErrorModel = { last: 0, kept: 0, deviation: 0 };
/** The most that is believed of an error's persistence over a day. */
const MOST_KEPT_A_DAY = 0.99;
/** Half-hours of which the last error is the mean. */
const RECENT = 4;

/** Learn from errors of a hindcast, oldest first, NaN where not known. Errors need not be around zero. */
export function errorModelOf(errors: Float64Array): ErrorModel {
  const known = errors.filter((error) => !Number.isNaN(error));
  const recent = errors.slice(-RECENT).filter((error) => !Number.isNaN(error));
  if (known.length === 0) return NO_ERROR;
  const square = known.reduce((sum, error) => sum + error * error, 0) / known.length;
  let product = 0;
  let before = 0;
  for (let slot = HALF_HOURS_A_DAY; slot < errors.length; slot += 1) {
    const dayBefore = errors[slot - HALF_HOURS_A_DAY] ?? NaN;
    const pair = (errors[slot] ?? NaN) * dayBefore;
    if (Number.isNaN(pair)) continue;
    product += pair;
    before += dayBefore * dayBefore;
  }
  const keptADay = before === 0 ? 0 : product / before;
  return {
    last: recent.length === 0 ? 0 : recent.reduce((sum, error) => sum + error, 0) / recent.length,
    kept: Math.min(Math.max(keptADay, 0), MOST_KEPT_A_DAY) ** (1 / HALF_HOURS_A_DAY),
    deviation: Math.sqrt(square),
  };
}

/** What is left of the last error `steps` half-hours later. */
export const errorLeft = ({ last, kept }: ErrorModel, steps: number): number => last * kept ** steps;

/** Standard error of a forecast `steps` half-hours ahead that was corrected by {@link errorLeft}. */
export const errorAhead = ({ kept, deviation }: ErrorModel, steps: number): number =>
  deviation * Math.sqrt(1 - kept ** (2 * steps));
