import * as z from 'zod/mini';

/** Answers of the original server's public routes, in the shape that existing hubs and planners read. */
const ByBand = z.record(z.string(), z.number());

/** `live`: kW as text with three decimals; or a refusal while there is nothing yet. */
export const OriginalLive = z.union([
  z.object({ generation: z.string(), club: z.string(), tariff: z.string() }),
  z.object({ success: z.literal(false), message: z.string() }),
]);

/** `club/summary/day`: kWh and pounds of the newest settled day. In `kwh` the bands are imports and `total` is all use. */
export const OriginalDay = z.object({
  kwh: ByBand,
  generation: ByBand,
  cost: ByBand,
  month: z.string(),
  day: z.string(),
  date: z.string(),
  timestamp: z.number(),
  dayoffset: z.number(),
  time: z.number(),
});

/** An entry of `club/summary/monthly`. */
export const OriginalMonth = z.object({
  month: z.number(),
  monthdesc: z.string(),
  year: z.number(),
  days: z.number(),
  estimate: z.number(),
  demand: ByBand,
  generation: ByBand,
  import: ByBand,
  cost: ByBand,
});

/** `demandshaper`: one row, a date label and 48 values from local midnight. */
export const OriginalShaper = z.object({ DATA: z.array(z.array(z.union([z.string(), z.number()]))) });

/** `club/forecast`: the signal from `start` every `interval` seconds; `optimise` 0 says that lower is better. */
export const OriginalForecast = z.object({
  timezone: z.string(),
  start: z.number(),
  end: z.number(),
  interval: z.number(),
  profile: z.array(z.nullable(z.number())),
  optimise: z.number(),
});
