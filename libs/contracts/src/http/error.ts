import * as z from 'zod/mini';

/** The one error body: a stable code, what happened, what to do about it, and the id to look for in the log. */
export const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), action: z.string(), correlationId: z.string() }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
