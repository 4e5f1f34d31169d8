import * as z from 'zod/mini';

/**
 * `link/link.json` in the data folder: which account the hub belongs to. Beside it lie `certificate.pem` and `server-ca.pem`. It is
 * written last, so that a reader who finds it finds those too.
 */
export const LinkFile = z.object({
  format: z.literal(1),
  hubId: z.string(),
  serverUrl: z.string(),
  /** Null: the server has no broker. */
  mqttUrl: z.nullable(z.string()),
  /** The name of the household, for people. */
  household: z.string(),
  /** Tells households of one name apart; not there in links that an older server made. */
  householdId: z.optional(z.string()),
  /** `key` is part of topics. */
  club: z.object({ key: z.string(), name: z.string() }),
  /** Unix seconds. */
  linkedAt: z.number(),
});
export type LinkFile = z.infer<typeof LinkFile>;
