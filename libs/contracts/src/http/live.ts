import * as z from 'zod/mini';

/**
 * What the page knows about the meter.
 * `live`: the reading is at most 25 s old; `delayed`: it is older (show its age); `missing`: there is none of the last 24 h.
 */
export const MeterState = z.enum(['live', 'delayed', 'missing']);
export type MeterState = z.infer<typeof MeterState>;

/** Newest reading of the household's meter. Times are unix seconds, null where nothing was ever received. */
export const LiveMeter = z.object({
  state: MeterState,
  time: z.nullable(z.number()),
  powerW: z.nullable(z.number()),
  importKWh: z.nullable(z.number()),
  exportKWh: z.nullable(z.number()),
  powerFeedId: z.nullable(z.number()),
});
export type LiveMeter = z.infer<typeof LiveMeter>;

/**
 * What a unit costs now, pence without VAT. `pencePerKWh` is what one more kWh costs: the figure of the forecast's half-hour of now, on
 * every page. It is made of `hydroShare` (0 to 1: the part of it that the club's generator covers) at `hydroPencePerKWh` and the rest at
 * the band's `importPencePerKWh`. The band ends at the unix second `until`; the share may change with each half-hour.
 */
export const LiveTariff = z.object({
  band: z.string(),
  label: z.optional(z.object({ en: z.string(), cy: z.string() })),
  pencePerKWh: z.number(),
  importPencePerKWh: z.number(),
  hydroPencePerKWh: z.number(),
  hydroShare: z.number(),
  until: z.number(),
});
export type LiveTariff = z.infer<typeof LiveTariff>;

/**
 * Data of one `live` event of `GET /api/v1/live`: at connect, at each reading and at least every 5 s.
 * `tariff` is null on a day before the first tariff. `costPencePerHour`: the present power at `tariff.pencePerKWh`.
 */
export const LiveSnapshot = z.object({
  serverTime: z.number(),
  meter: LiveMeter,
  broker: z.enum(['connected', 'disconnected']),
  tariff: z.nullable(LiveTariff),
  costPencePerHour: z.nullable(z.number()),
  version: z.string(),
});
export type LiveSnapshot = z.infer<typeof LiveSnapshot>;

export { LIVE_MAX_AGE_S, MISSING_AFTER_S } from '@hub/domain/metering';

/** The stream sends something at least this often: a page that heard nothing for three of them has lost the hub. */
export const LIVE_HEARTBEAT_S = 5;
/** Name of the server-sent event. */
export const LIVE_EVENT = 'live';
