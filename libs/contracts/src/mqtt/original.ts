import type { MeterReading, Reading } from '@hub/domain/metering';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';
import { decode } from './json';
import { MAX_AGE_S, MAX_HALF_HOURS, MAX_HALF_HOUR_AGE_S } from './limits';
import { accepted, judged, rejected, type IncomingMessage, type Parsed, type RejectionReason } from './message';
import { numberOf } from './number';
import { Numeric, shaped } from './shape';
import { sources } from './source';
import { stampFault, stampOf } from './stamp';

const register = z.optional(z.nullable(Numeric));

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
  if (cumulative.ok) return registers(serial, cumulative.value.cumulative, message.receivedAt);
  const profile = shaped(OriginalProfile, json.value);
  if (profile.ok) return halfHours(serial, profile.value.profile, message.receivedAt);
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

function registers(serial: string, from: Registers, receivedAt: Instant): Parsed {
  const time = stampOf(from.timeStamp);
  if (time === 'bad-time') return rejected('bad-time');
  const fault = stampFault(time, receivedAt, MAX_AGE_S);
  if (fault) return rejected(fault);
  const named = [
    [sources.importTotal(serial), from.import_kWh],
    [sources.exportTotal(serial), from.export_kWh],
    [sources.register(serial, 'import_kvarh', 'kvarh'), from.import_kvarh],
    [sources.register(serial, 'export_kvarh', 'kvarh'), from.export_kvarh],
    [sources.register(serial, 'import_kVAh', 'kVAh'), from.import_kVAh],
    [sources.register(serial, 'export_kVAh', 'kVAh'), from.export_kVAh],
  ] as const;
  const readings = named.flatMap(([source, value]) =>
    value === null || value === undefined ? [] : [{ source, time, value }],
  );
  const bad = readings.map(({ value }) => numberOf(value)).find((value) => typeof value === 'string');
  if (bad) return rejected(bad);
  const meter: MeterReading = {
    serial,
    time,
    ...(typeof from.import_kWh === 'number' && { importKWh: from.import_kWh }),
    ...(typeof from.export_kWh === 'number' && { exportKWh: from.export_kWh }),
  };
  return readings.length > 0 ? accepted(readings, meter) : rejected('no-value');
}

type Profile = z.infer<typeof OriginalProfile>['profile'];

function halfHours(serial: string, profile: Profile, receivedAt: Instant): Parsed {
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  for (const row of profile) {
    const time = halfHourOf(row.date, receivedAt);
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

function halfHourOf(date: unknown, receivedAt: Instant): Instant | RejectionReason {
  const stamp = stampOf(date);
  if (stamp === 'bad-time') return 'bad-time';
  return stampFault(stamp, receivedAt, MAX_HALF_HOUR_AGE_S) ?? Math.round(stamp / HALF_HOUR_S) * HALF_HOUR_S;
}
