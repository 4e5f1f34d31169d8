const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/;
/** Digits that are looked at: a number has fewer, and no text may be searched without end. */
const MAX_LENGTH = 400;
const NUMERIC = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** A number as emoncms reads it: the longest number a text starts with, 0 for anything else. NaN only from NaN. */
export function floatOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return 0;
  return Number(NUMBER.exec(value.slice(0, MAX_LENGTH))?.[0] ?? 0);
}

/** As {@link floatOf}, without its fraction. */
export function intOf(value: unknown): number {
  const number = Math.trunc(floatOf(value));
  return Number.isFinite(number) ? number : 0;
}

/** True for a number and for a text that is nothing but one. */
export const isNumeric = (value: unknown): value is number | string =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= MAX_LENGTH && NUMERIC.test(value));

/** 14 significant digits: how emoncms keeps and answers last values. */
export const withFourteenDigits = (value: number): number =>
  Number.isFinite(value) ? Number(value.toPrecision(14)) : value;
