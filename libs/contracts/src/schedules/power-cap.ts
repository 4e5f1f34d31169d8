import * as z from 'zod/mini';

/** Body and answer of `/api/v1/schedules/cap`: the most that the house may take in all, in watts; null: schedules do not look at it. */
export const PowerCap = z.object({
  capW: z.nullable(z.number().check(z.int(), z.minimum(500), z.maximum(50_000))),
});
export type PowerCap = z.infer<typeof PowerCap>;
