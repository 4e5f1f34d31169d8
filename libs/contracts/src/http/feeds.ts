import * as z from 'zod/mini';

/** One feed: `intervalS` seconds between points, `startTime` unix seconds of the first (0: no point yet), newest value. */
export const FeedView = z.object({
  id: z.number(),
  tag: z.string(),
  name: z.string(),
  unit: z.string(),
  intervalS: z.number(),
  startTime: z.number(),
  points: z.number(),
  last: z.nullable(z.object({ time: z.number(), value: z.nullable(z.number()) })),
});
export type FeedView = z.infer<typeof FeedView>;

/** Answer of `GET /api/v1/feeds`. */
export const FeedList = z.object({ feeds: z.array(FeedView) });
export type FeedList = z.infer<typeof FeedList>;

/** Answer of `GET /api/v1/feeds/:id/data`: `[unix second, value]`, null where nothing was measured. */
export const FeedData = z.object({
  feedId: z.number(),
  unit: z.string(),
  intervalS: z.number(),
  points: z.array(z.tuple([z.number(), z.nullable(z.number())])),
});
export type FeedData = z.infer<typeof FeedData>;

/** Answer of `POST /api/v1/feeds/:id/accept-truncated`: how many points the feed goes on with. */
export const FeedAccepted = z.object({ feedId: z.number(), points: z.number() });
export type FeedAccepted = z.infer<typeof FeedAccepted>;
