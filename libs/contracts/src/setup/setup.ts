import { SETUP_STEPS, STEP_STATES } from '@hub/domain/provisioning';
import * as z from 'zod/mini';

/** Something that a person can do something about. */
export const ProblemView = z.object({ code: z.string(), message: z.string(), action: z.string() });
export type ProblemView = z.infer<typeof ProblemView>;

/** One step of the first boot. `failed` is tried again by the hub itself; `error` says why and what would help. */
export const SetupStepView = z.object({
  step: z.enum(SETUP_STEPS),
  state: z.enum(STEP_STATES),
  error: z.nullable(ProblemView),
  /** Of a download; `secondsLeft` is null until its pace is known. */
  progress: z.nullable(
    z.object({ doneBytes: z.number(), totalBytes: z.number(), secondsLeft: z.nullable(z.number()) }),
  ),
});
export type SetupStepView = z.infer<typeof SetupStepView>;

/** What became of `cydynni.toml` on the boot partition. `time` is by the hub's clock, which may have been at its floor. */
export const PreseedView = z.object({
  state: z.enum(['applied', 'rejected']),
  time: z.number(),
  settings: z.array(z.string()),
  faults: z.array(z.object({ line: z.nullable(z.number()), key: z.string(), message: z.string() })),
});
export type PreseedView = z.infer<typeof PreseedView>;

/** The CydYnni account that the hub belongs to. `since`: unix seconds. */
export const LinkView = z.object({
  household: z.string(),
  club: z.string(),
  serverUrl: z.string(),
  since: z.number(),
});
export type LinkView = z.infer<typeof LinkView>;

/** Answer of `GET /api/v1/setup`, and of every call that changes it. Steps are in order. */
export const SetupView = z.object({
  /** Null while the hub has no identity; `steps` says why. */
  hubId: z.nullable(z.string()),
  /** Null while it is not known: the database is away. */
  claimed: z.nullable(z.boolean()),
  linked: z.nullable(LinkView),
  /** Where the household makes its CydYnni account and the hub would be linked; null while the hub knows of no server. */
  serverUrl: z.nullable(z.string()),
  steps: z.array(SetupStepView),
  preseed: z.nullable(PreseedView),
  faults: z.array(ProblemView),
});
export type SetupView = z.infer<typeof SetupView>;
