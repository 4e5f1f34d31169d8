import * as z from 'zod/mini';

/**
 * Half-hours that the community server keeps. Of the club: `generation`, `consumption`, `shared` (generation that the club used). Of a
 * member: `use` (read), `estimated` (read, with gaps filled) and `hydro` (its share of the generation).
 */
export const SeriesKind = z.enum(['generation', 'consumption', 'shared', 'use', 'estimated', 'hydro']);
export type SeriesKind = z.infer<typeof SeriesKind>;

/** One series: kWh a half-hour, `startTime` unix seconds of the first (0: none yet). */
export const SeriesView = z.object({
  id: z.number(),
  kind: SeriesKind,
  unit: z.literal('kWh'),
  intervalS: z.number(),
  startTime: z.number(),
  points: z.number(),
});
export type SeriesView = z.infer<typeof SeriesView>;

/** Answer of `GET /api/v1/series`. */
export const SeriesList = z.object({ series: z.array(SeriesView) });
export type SeriesList = z.infer<typeof SeriesList>;

/**
 * Answer of `GET /api/v1/series/:id`: what `…/data` holds, so that a copy can be checked and mended piece by piece. The data are
 * little-endian 32-bit floats, NaN where nothing is known; `blocks` are the SHA-256 (hexadecimal) of each `blockBytes` of
 * them, the last one shorter. A block whose sum changed has a corrected reading in it.
 */
export const SeriesManifest = z.extend(SeriesView, {
  bytes: z.number(),
  blockBytes: z.number(),
  blocks: z.array(z.string()),
});
export type SeriesManifest = z.infer<typeof SeriesManifest>;

/** Answer of `GET /api/v1/series/:id/values`: `[unix second, kWh]`, null where nothing is known. */
export const SeriesValues = z.object({
  seriesId: z.number(),
  unit: z.literal('kWh'),
  intervalS: z.number(),
  points: z.array(z.tuple([z.number(), z.nullable(z.number())])),
});
export type SeriesValues = z.infer<typeof SeriesValues>;

/** Body of `POST /api/v1/settlement/fetch-again`: days that are fetched from the settlement server again, both ends included. */
export const FetchAgain = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .check(z.refine(({ from, to }) => from <= to, 'from must not be after to'));
export type FetchAgain = z.infer<typeof FetchAgain>;
