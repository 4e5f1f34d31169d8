import * as z from 'zod/mini';

/** One process of an input's list: emoncms' name without `process__`, and its numbers in order. */
export const ProcessStepView = z.object({
  process: z.string().check(z.regex(/^\w{1,64}$/)),
  arguments: z.array(z.number()).check(z.maxLength(2)),
});
export type ProcessStepView = z.infer<typeof ProcessStepView>;

/** Longest list: more is a mistake, and each reading would pay for it. */
const MAX_STEPS = 64;

/** Body of `PUT /api/v1/inputs/:id/process-list`. Null: readings go to the input's own feed, as before any list. */
export const ProcessListChange = z.object({
  steps: z.nullable(z.array(ProcessStepView).check(z.maxLength(MAX_STEPS))),
});
export type ProcessListChange = z.infer<typeof ProcessListChange>;

/** Answer of `GET` and `PUT /api/v1/inputs/:id/process-list`. `fault`: why the newest reading did not get to the end. */
export const ProcessListView = z.object({
  inputId: z.number(),
  steps: z.nullable(z.array(ProcessStepView)),
  fault: z.nullable(z.enum(['too-many-steps', 'unknown-process'])),
});
export type ProcessListView = z.infer<typeof ProcessListView>;
