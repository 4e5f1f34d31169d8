import * as z from 'zod/mini';
import { ProblemView } from '../setup';

export const SshView = z.object({ enabled: z.boolean(), keys: z.number() });
export type SshView = z.infer<typeof SshView>;

/** `GET /api/v1/device`: the hub as a thing. What is not known here is null. */
export const DeviceView = z.object({
  version: z.string(),
  slot: z.nullable(z.enum(['A', 'B'])),
  hubId: z.nullable(z.string()),
  ssh: z.nullable(SshView),
  temperatureC: z.nullable(z.number()),
  /** Of the data partition. */
  storage: z.nullable(z.object({ totalBytes: z.number(), freeBytes: z.number() })),
  /** Since the hub was started, seconds. */
  uptimeS: z.number(),
  faults: z.array(ProblemView),
});
export type DeviceView = z.infer<typeof DeviceView>;
