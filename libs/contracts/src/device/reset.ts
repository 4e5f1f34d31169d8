import * as z from 'zod/mini';

/** What a person types, and the system reads, before everything of the household goes. */
export const RESET_WORDS = 'factory reset';

/** `POST /api/v1/device/reset`. */
export const ResetRequest = z.object({ words: z.literal(RESET_WORDS) });
export type ResetRequest = z.infer<typeof ResetRequest>;

/** As the system's program for it writes it (`/run/cydynni/factory-reset.json`). */
export const ResetStatus = z.object({
  /** What the last reset removed is being overwritten. */
  erasing: z.boolean(),
});
export type ResetStatus = z.infer<typeof ResetStatus>;

/** `GET /api/v1/device/reset`. `status` is null where the hub cannot be reset from the page. */
export const ResetView = z.object({ status: z.nullable(ResetStatus) });
export type ResetView = z.infer<typeof ResetView>;
