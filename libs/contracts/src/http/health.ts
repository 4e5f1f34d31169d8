import * as z from 'zod/mini';

/** One part of the hub. `degraded`: works with a loss that `detail` names. */
export const HealthCheck = z.object({ status: z.enum(['ok', 'degraded', 'down']), detail: z.optional(z.string()) });
export type HealthCheck = z.infer<typeof HealthCheck>;

/** What became of the messages since the start. Counts of messages, except `stored` and `buffered`: points. */
export const IngestHealth = z.object({
  accepted: z.number(),
  stored: z.number(),
  rejected: z.record(z.string(), z.number()),
  buffered: z.object({ points: z.number(), limit: z.number(), dropped: z.number() }),
});
export type IngestHealth = z.infer<typeof IngestHealth>;

/** Answer of `GET /api/v1/health` (deep). */
export const Health = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  uptimeS: z.number(),
  checks: z.object({
    database: HealthCheck,
    redis: HealthCheck,
    broker: HealthCheck,
    feeds: HealthCheck,
    inputs: HealthCheck,
  }),
  ingest: IngestHealth,
});
export type Health = z.infer<typeof Health>;

/** Answer of `GET /api/v1/health/live` and `/ready`. */
export const Probe = z.object({ status: z.enum(['ok', 'down']), waitingFor: z.optional(z.array(z.string())) });
export type Probe = z.infer<typeof Probe>;
