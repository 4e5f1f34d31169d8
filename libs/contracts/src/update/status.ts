import * as z from 'zod/mini';

/**
 * How the hub stands with its updates: the agent writes it for the settings page and sends it to the server. The version
 * is always the one that runs.
 */
export const UpdateStatus = z.object({
  format: z.literal(1),
  bootedVersion: z.string(),
  slot: z.enum(['A', 'B']),
  phase: z.enum([
    'idle',
    'checking',
    'downloading',
    'installing',
    'pending-reboot',
    'verifying',
    'rolling-back',
    'good',
    'rolled-back',
  ]),
  /** What is under way or offered, with its notes. */
  release: z.nullable(
    z.object({ version: z.string(), notes: z.nullable(z.object({ en: z.string(), cy: z.string() })) }),
  ),
  /** Why nothing is installed now, by code: `up-to-date`, `held`, `refused-before`, … */
  idleBecause: z.nullable(z.string()),
  /** Of a download. */
  progress: z.nullable(z.object({ doneBytes: z.number(), totalBytes: z.number() })),
  /** How much of an installation is done, 0 to 100; absent in what older agents say. */
  installedPercent: z.optional(z.nullable(z.number())),
  /** How the last update ended. `at`: unix seconds. */
  outcome: z.nullable(
    z.object({
      kind: z.enum(['good', 'rolled-back', 'kept-for-want-of-another', 'failed']),
      version: z.string(),
      reason: z.nullable(z.string()),
      at: z.number(),
    }),
  ),
  refused: z.array(z.object({ version: z.string(), reason: z.string(), at: z.number() })),
  /** When the server last answered, unix seconds. */
  serverContactAt: z.nullable(z.number()),
});
export type UpdateStatus = z.infer<typeof UpdateStatus>;
