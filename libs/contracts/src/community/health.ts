import * as z from 'zod/mini';
import { HealthCheck } from '../http/health';

/** Answer of the community server's `GET /health`. */
export const ServerHealth = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  uptimeS: z.number(),
  checks: z.object({
    database: HealthCheck,
    series: HealthCheck,
    epower: HealthCheck,
    data: HealthCheck,
    /** Of the hubs; ok where the server has none. */
    broker: HealthCheck,
  }),
  /** Age of the newest readings, seconds; null where there are none. */
  data: z.object({
    generationAgeS: z.nullable(z.number()),
    useAgeS: z.nullable(z.number()),
    members: z.number(),
    /** Members without a reading of the last week. */
    membersLate: z.number(),
  }),
  /** The last round of fetching and sharing; null before the first one ended. */
  cycle: z.nullable(
    z.object({
      endedAt: z.number(),
      sources: z.number(),
      changed: z.number(),
      /** Rows and cells of the settlement server's answers that could not be used. */
      rejected: z.number(),
      failed: z.record(z.string(), z.number()),
    }),
  ),
});
export type ServerHealth = z.infer<typeof ServerHealth>;
