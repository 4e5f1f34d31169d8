import type { MeterReading, Reading } from '@hub/domain/metering';

/** Why a message, or one value of it, was not taken. The names are those of `ingest.rejected` in `/health`. */
export const REJECTION_REASONS = [
  'bad-name',
  'bad-shape',
  'bad-time',
  'future-stamp',
  'infinite',
  'nan',
  'negative',
  'no-value',
  'not-json',
  'not-numeric',
  'past-stamp',
  'retained',
  'too-deep',
  'too-large',
  'too-many-values',
  'unknown-topic',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** What became of a message: values that can be trusted, and a reason for each one that cannot. */
export interface Parsed {
  readonly readings: readonly Reading[];
  readonly rejections: readonly RejectionReason[];
  /** Present for a message of a meter that says something about now. */
  readonly meter?: MeterReading;
}

const noReadings: readonly Reading[] = [];
const noRejections: readonly RejectionReason[] = [];

/** A message that carries nothing to store and is no fault, such as a command to a device. */
export const IGNORED: Parsed = { readings: noReadings, rejections: noRejections };

export const rejected = (reason: RejectionReason): Parsed => ({ readings: noReadings, rejections: [reason] });

export const accepted = (readings: readonly Reading[], meter?: MeterReading): Parsed =>
  meter ? { readings, rejections: noRejections, meter } : { readings, rejections: noRejections };

/** Values of a message that were each judged alone. A message of which nothing is left says so. */
export function judged(readings: readonly Reading[], rejections: readonly RejectionReason[]): Parsed {
  return readings.length === 0 && rejections.length === 0 ? rejected('no-value') : { readings, rejections };
}
