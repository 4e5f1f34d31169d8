import type { MeterReading, Reading } from '@hub/domain/metering';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';
import { decode } from '../reading/json';
import { MAX_HALF_HOURS, MAX_HALF_HOUR_AGE_S } from '../reading/limits';
import type { IncomingMessage } from '../reading/message';
import { accepted, judged, rejected, type Parsed, type RejectionReason } from '../reading/parsed';
import { numberOf } from '../reading/number';
import { Numeric, shaped } from '../reading/shape';
import { sources } from '../reading/source';
import { type Arrival, meterStamp, stampFault, stampOf } from '../reading/stamp';

/** Judged alone: one register that is no number does not cost the others. */
const register = z.optional(z.unknown());

/** `mtr/e/<id>` of the original, first form: the meter's registers at an instant. */
export const OriginalCumulative = z.object({
  cumulative: z.object({
    timeStamp: z.union([z.number(), z.string()]),
    import_kWh: register,
    export_kWh: register,
    import_kvarh: register,
    export_kvarh: register,
    import_kVAh: register,
    export_kVAh: register,
  }),
});

/** `mtr/e/<id>`, second form: kWh of half-hours. The original's clocks are some seconds off: `date` means the nearest half-hour. */
export const OriginalProfile = z.object({
  profile: z
    .array(
      z.object({
        date: z.union([z.number(), z.string()]),
        unit: z.optional(z.literal('kWh')),
        import: z.optional(z.nullable(z.unknown())),
        export: z.optional(z.nullable(z.unknown())),
        status: z.optional(z.nullable(z.unknown())),
      }),
    )
    .check(z.maxLength(MAX_HALF_HOURS)),
});

/** `resp/e/<id>` of the original: the answer to `meter.total_kW?`, power in kW, without a stamp. */
export const OriginalAnswer = z.object({ value: z.union([Numeric, z.string()]) });

/** Parses `mtr/e/<id>`. */
export function parseOriginalMeter(serial: string, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const cumulative = shaped(OriginalCumulative, json.value);
  if (cumulative.ok) return registers(serial, cumulative.value.cumulative, message);
  const profile = shaped(OriginalProfile, json.value);
  if (profile.ok) return halfHours(serial, profile.value.profile, message);
  const isCumulative = typeof json.value === 'object' && json.value !== null && 'cumulative' in json.value;
  return rejected(isCumulative ? cumulative.reason : profile.reason);
}

/** Parses `resp/e/<id>`. Having no stamp, an answer that the broker kept is of unknown age and refused. */
export function parseOriginalAnswer(serial: string, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const shape = shaped(OriginalAnswer, json.value);
  if (!shape.ok) return rejected(shape.reason);
  if (message.retained) return rejected('retained');
  const powerKW = numberOf(shape.value.value);
  if (typeof powerKW === 'string') return rejected(powerKW);
  const time = Math.floor(message.receivedAt);
  const powerW = Math.round(powerKW * 1000);
  return accepted([{ source: sources.power(serial), time, value: powerW }], { serial, time, powerW });
}

type Registers = z.infer<typeof OriginalCumulative>['cumulative'];

function registers(serial: string, from: Registers, arrival: Arrival): Parsed {
  const time = meterStamp(from.timeStamp, arrival);
  if (typeof time === 'string') return rejected(time);
  const named = [
    [sources.importTotal(serial), from.import_kWh],
    [sources.exportTotal(serial), from.export_kWh],
    [sources.register(serial, 'import_kvarh', 'kvarh'), from.import_kvarh],
    [sources.register(serial, 'export_kvarh', 'kvarh'), from.export_kvarh],
    [sources.register(serial, 'import_kVAh', 'kVAh'), from.import_kVAh],
    [sources.register(serial, 'export_kVAh', 'kVAh'), from.export_kVAh],
  ] as const;
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  for (const [source, raw] of named) {
    if (raw === null || raw === undefined) continue;
    const value = numberOf(raw);
    if (typeof value === 'string') rejections.push(value);
    else readings.push({ source, time, value });
  }
  if (readings.length === 0) return judged(readings, rejections);
  const importKWh = numberOf(from.import_kWh);
  const exportKWh = numberOf(from.export_kWh);
  const meter: MeterReading = {
    serial,
    time,
    ...(typeof importKWh === 'number' && { importKWh }),
    ...(typeof exportKWh === 'number' && { exportKWh }),
  };
  return { readings, rejections, meter };
}

type Profile = z.infer<typeof OriginalProfile>['profile'];

function halfHours(serial: string, profile: Profile, arrival: Arrival): Parsed {
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  for (const row of profile) {
    const time = halfHourOf(row.date, arrival);
    if (typeof time === 'string') {
      rejections.push(time);
      continue;
    }
    const named = [
      [sources.importHalfHour(serial), row.import],
      [sources.exportHalfHour(serial), row.export],
      [sources.statusHalfHour(serial), row.status],
    ] as const;
    for (const [source, raw] of named) {
      if (raw === null || raw === undefined) continue;
      const value = numberOf(raw);
      if (typeof value === 'string') rejections.push(value);
      else if (value < 0) rejections.push('negative');
      else readings.push({ source, time, value });
    }
  }
  return judged(readings, rejections);
}

function halfHourOf(date: unknown, arrival: Arrival): Instant | RejectionReason {
  const stamp = stampOf(date, arrival);
  if (stamp === 'bad-time') return 'bad-time';
  return stampFault(stamp, arrival, MAX_HALF_HOUR_AGE_S) ?? Math.round(stamp / HALF_HOUR_S) * HALF_HOUR_S;
}
