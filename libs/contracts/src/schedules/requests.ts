import * as z from 'zod/mini';

/** Body of `POST …/skip`. Without a label the next repetition. */
export const SkipRequest = z.object({ label: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/))) });
export type SkipRequest = z.infer<typeof SkipRequest>;

/** Body of `POST …/pause`: the first local day that counts again; null ends a pause. */
export const PauseRequest = z.object({ until: z.nullable(z.iso.date()) });
export type PauseRequest = z.infer<typeof PauseRequest>;

/** Body of `POST …/boost`: on now for so many minutes, then the plan again; 0 ends it. */
export const BoostRequest = z.object({ minutes: z.number().check(z.int(), z.minimum(0), z.maximum(720)) });
export type BoostRequest = z.infer<typeof BoostRequest>;
