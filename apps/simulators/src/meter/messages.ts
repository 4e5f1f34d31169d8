import { type MeterHalfHours, type MeterLive, topics } from '@hub/contracts';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';

export interface Message {
  readonly topic: string;
  readonly payload: string;
}

export interface LiveValues {
  readonly time: Instant;
  readonly powerW: number;
  readonly importKWh: number;
}

/** Half-hours in a row, kWh; null where the meter has none. */
export interface HalfHours {
  readonly start: Instant;
  readonly importKWh: readonly (number | null)[];
}

/** The three ways in which meters of the field talk. */
export const FORMATS = ['hub', 'original-push', 'original-answer'] as const;
export type Format = (typeof FORMATS)[number];

export interface Encoder {
  live(serial: string, values: LiveValues): Message;
  halfHours(serial: string, values: HalfHours): Message;
}

const json = (topic: string, body: object): Message => ({ topic, payload: JSON.stringify(body) });
const iso = (time: Instant): string => new Date(time * 1000).toISOString();

/** `mtr/e/<id>`, second form. The status code is the one the original's meters sent. */
const originalProfile = (serial: string, { start, importKWh }: HalfHours): Message =>
  json(`mtr/e/${serial}`, {
    profile: importKWh.flatMap((value, index) => {
      const date = iso(start + index * HALF_HOUR_S);
      return value === null ? [] : [{ serial, date, unit: 'kWh', import: value, export: 0, status: 129 }];
    }),
  });

/** Homes of the recordings only import; their export register stays at zero. */
export const ENCODERS: Readonly<Record<Format, Encoder>> = {
  hub: {
    live: (serial, { time, powerW, importKWh }) =>
      json(topics.meterLive(serial), { time, power: powerW, import: importKWh, export: 0 } satisfies MeterLive),
    halfHours: (serial, { start, importKWh }) =>
      json(topics.meterHalfHours(serial), {
        start,
        interval: HALF_HOUR_S,
        import: [...importKWh],
        export: importKWh.map((value) => (value === null ? null : 0)),
      } satisfies MeterHalfHours),
  },
  'original-push': {
    live: (serial, { time, importKWh }) =>
      json(`mtr/e/${serial}`, { cumulative: { serial, timeStamp: iso(time), import_kWh: importKWh, export_kWh: 0 } }),
    halfHours: originalProfile,
  },
  'original-answer': {
    live: (serial, { powerW }) => json(`resp/e/${serial}`, { value: powerW / 1000 }),
    halfHours: originalProfile,
  },
};
