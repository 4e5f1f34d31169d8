import type { MeterReading, Reading } from '@hub/domain/metering';
import { HALF_HOUR_S } from '@hub/domain/time';
import * as z from 'zod/mini';
import { decode } from './json';
import { MAX_AGE_S, MAX_HALF_HOURS, MAX_HALF_HOUR_AGE_S } from './limits';
import { accepted, judged, rejected, type IncomingMessage, type Parsed, type RejectionReason } from './message';
import { numberOf } from './number';
import { series } from './series';
import { Numeric, shaped } from './shape';
import { sources } from './source';
import { stampFault, stampOf } from './stamp';

/** `cydynni/meter/<serial>/live`: `time` unix s (milliseconds and ISO 8601 are understood), `power` W, registers kWh. */
export const MeterLive = z.object({
  time: z.union([z.number(), z.string()]),
  power: Numeric,
  import: z.optional(z.nullable(Numeric)),
  export: z.optional(z.nullable(Numeric)),
});
export type MeterLive = z.infer<typeof MeterLive>;

const HalfHourValues = z.array(z.nullable(z.unknown())).check(z.maxLength(MAX_HALF_HOURS));

/** `cydynni/meter/<serial>/halfhours`: kWh of each half-hour from `start` (unix s) on; null is a missing one. */
export const MeterHalfHours = z.object({
  start: z.union([z.number(), z.string()]),
  interval: z.literal(HALF_HOUR_S),
  import: z.optional(HalfHourValues),
  export: z.optional(HalfHourValues),
});
export type MeterHalfHours = z.infer<typeof MeterHalfHours>;

/** Parses a message of a meter's gateway in the hub's own format. */
export function parseMeterLive(serial: string, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const shape = shaped(MeterLive, json.value);
  if (!shape.ok) return rejected(shape.reason);
  const { power, import: imported = null, export: exported = null } = shape.value;
  const time = stampOf(shape.value.time);
  if (time === 'bad-time') return rejected('bad-time');
  const fault =
    stampFault(time, message.receivedAt, MAX_AGE_S) ?? magnitudeFault([power, imported ?? 0, exported ?? 0]);
  if (fault) return rejected(fault);
  return accepted(...liveReadings({ serial, time, powerW: power }, imported, exported));
}

/** Parses half-hours in the hub's own format. Each value is judged alone: one bad half-hour does not cost a day. */
export function parseMeterHalfHours(serial: string, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const shape = shaped(MeterHalfHours, json.value);
  if (!shape.ok) return rejected(tooMany(json.value) ? 'too-many-values' : shape.reason);
  const start = stampOf(shape.value.start);
  if (start === 'bad-time' || start % HALF_HOUR_S !== 0) return rejected('bad-time');
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  const window = { start, intervalS: HALF_HOUR_S, receivedAt: message.receivedAt, maxAgeS: MAX_HALF_HOUR_AGE_S };
  series({ ...window, source: sources.importHalfHour(serial), values: shape.value.import ?? [] }, readings, rejections);
  series({ ...window, source: sources.exportHalfHour(serial), values: shape.value.export ?? [] }, readings, rejections);
  return judged(readings, rejections);
}

function liveReadings(
  meter: MeterReading & { powerW: number },
  imported: number | null,
  exported: number | null,
): [Reading[], MeterReading] {
  const { serial, time, powerW } = meter;
  const readings: Reading[] = [{ source: sources.power(serial), time, value: powerW }];
  if (imported !== null) readings.push({ source: sources.importTotal(serial), time, value: imported });
  if (exported !== null) readings.push({ source: sources.exportTotal(serial), time, value: exported });
  return [
    readings,
    { ...meter, ...(imported !== null && { importKWh: imported }), ...(exported !== null && { exportKWh: exported }) },
  ];
}

function magnitudeFault(values: readonly number[]): RejectionReason | null {
  for (const value of values) {
    const judgedValue = numberOf(value);
    if (typeof judgedValue === 'string') return judgedValue;
  }
  return null;
}

const tooMany = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((part) => Array.isArray(part) && part.length > MAX_HALF_HOURS);
