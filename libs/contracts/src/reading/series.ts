import type { Reading, Source } from '@hub/domain/metering';
import type { Instant } from '@hub/domain/time';
import type { RejectionReason } from './parsed';
import { numberOf } from './number';
import { type Arrival, stampFault } from './stamp';

/** Values at equal distances. `arrival` and `maxAgeS` say which stamps can be believed. */
export interface Series {
  readonly source: Source;
  readonly start: Instant;
  readonly intervalS: number;
  readonly values: readonly unknown[];
  readonly arrival: Arrival;
  readonly maxAgeS: number;
  /** Whether a value below zero can be true. */
  readonly signed?: boolean;
}

/** Adds the good values of a series to `readings` and the fault of each other one to `rejections`; null is left out. */
export function series(from: Series, readings: Reading[], rejections: RejectionReason[]): void {
  from.values.forEach((raw, index) => {
    if (raw === null) return;
    const time = from.start + index * from.intervalS;
    const fault = stampFault(time, from.arrival, from.maxAgeS);
    const value = fault ?? numberOf(raw);
    if (typeof value === 'string') rejections.push(value);
    else if (value < 0 && from.signed !== true) rejections.push('negative');
    else readings.push({ source: from.source, time, value });
  });
}
