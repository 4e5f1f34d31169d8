import * as z from 'zod/mini';
import { HealthCheck } from '../http/health';

/** Answer of the community server's `GET /health`. */
export const ServerHealth = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  uptimeS: z.number(),
  checks: z.object({ database: HealthCheck, series: HealthCheck, epower: HealthCheck }),
  /** The last round of fetching and sharing; null before the first one ended. */
  cycle: z.nullable(
    z.object({
      endedAt: z.number(),
      sources: z.number(),
      changed: z.number(),
      failed: z.record(z.string(), z.number()),
    }),
  ),
});
export type ServerHealth = z.infer<typeof ServerHealth>;
