import { SETUP_STEPS } from '@hub/domain/provisioning';
import * as z from 'zod/mini';
import { ProblemView } from './setup';

/** `/run/cydynni/provision.json`: what the system's own part of the first boot came to. */
export const ProvisionReport = z.object({
  format: z.literal(1),
  /** Unix seconds by the hub's clock, which may have been at its floor. */
  time: z.number(),
  steps: z.array(z.object({ step: z.enum(SETUP_STEPS), error: z.nullable(ProblemView) })),
});
export type ProvisionReport = z.infer<typeof ProvisionReport>;
