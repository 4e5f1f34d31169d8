import type { MeterReading, Reading } from '@hub/domain/metering';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';
import { decode } from '../reading/json';
import { MAX_HALF_HOURS, MAX_HALF_HOUR_AGE_S } from '../reading/limits';
import type { IncomingMessage } from '../reading/message';
import { judged, rejected, type Parsed, type RejectionReason } from '../reading/parsed';
import { numberOf } from '../reading/number';
import { series } from '../reading/series';
import { Numeric, shaped } from '../reading/shape';
import { sources } from '../reading/source';
import { meterStamp, stampOf } from '../reading/stamp';

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

/** As it arrives: each value is judged alone, so that one that is no number does not cost the others. */
const ArrivedLive = z.object({
  time: z.union([z.number(), z.string()]),
  power: z.unknown(),
  import: z.optional(z.unknown()),
  export: z.optional(z.unknown()),
});

/** Parses a message of a meter's gateway in the hub's own format. */
export function parseMeterLive(serial: string, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const shape = shaped(ArrivedLive, json.value);
  if (!shape.ok) return rejected(shape.reason);
  const { power, import: imported, export: exported } = shape.value;
  if (power === undefined || power === null) return rejected('bad-shape');
  const time = meterStamp(shape.value.time, message);
  if (typeof time === 'string') return rejected(time);
  const rejections: RejectionReason[] = [];
  const known = (value: unknown): number | undefined => {
    if (value === undefined || value === null) return undefined;
    const number = numberOf(value);
    if (typeof number === 'number') return number;
    rejections.push(number);
    return undefined;
  };
  const values = { powerW: known(power), importKWh: known(imported), exportKWh: known(exported) };
  return liveReadings(serial, time, values, rejections);
}

/** Parses half-hours in the hub's own format. Each value is judged alone: one bad half-hour does not cost a day. */
export function parseMeterHalfHours(serial: string, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const shape = shaped(MeterHalfHours, json.value);
  if (!shape.ok) return rejected(tooMany(json.value) ? 'too-many-values' : shape.reason);
  const start = stampOf(shape.value.start, message);
  if (start === 'bad-time' || start % HALF_HOUR_S !== 0) return rejected('bad-time');
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  const window = { start, intervalS: HALF_HOUR_S, arrival: message, maxAgeS: MAX_HALF_HOUR_AGE_S };
  series({ ...window, source: sources.importHalfHour(serial), values: shape.value.import ?? [] }, readings, rejections);
  series({ ...window, source: sources.exportHalfHour(serial), values: shape.value.export ?? [] }, readings, rejections);
  return judged(readings, rejections);
}

interface LiveValues {
  readonly powerW: number | undefined;
  readonly importKWh: number | undefined;
  readonly exportKWh: number | undefined;
}

function liveReadings(
  serial: string,
  time: Instant,
  { powerW, importKWh, exportKWh }: LiveValues,
  rejections: readonly RejectionReason[],
): Parsed {
  const readings: Reading[] = [];
  if (powerW !== undefined) readings.push({ source: sources.power(serial), time, value: powerW });
  if (importKWh !== undefined) readings.push({ source: sources.importTotal(serial), time, value: importKWh });
  if (exportKWh !== undefined) readings.push({ source: sources.exportTotal(serial), time, value: exportKWh });
  if (readings.length === 0) return { readings, rejections };
  const meter: MeterReading = {
    serial,
    time,
    ...(powerW !== undefined && { powerW }),
    ...(importKWh !== undefined && { importKWh }),
    ...(exportKWh !== undefined && { exportKWh }),
  };
  return { readings, rejections, meter };
}

const tooMany = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((part) => Array.isArray(part) && part.length > MAX_HALF_HOURS);
