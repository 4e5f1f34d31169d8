import { ROLES } from '@hub/domain/access';
import * as z from 'zod/mini';

/** Answer of `GET /api/v1/whoami`, on the hub and on the server: where the page comes from and who looks at it. */
export const Whoami = z.object({
  where: z.enum(['hub', 'server']),
  user: z.nullable(z.object({ name: z.string(), role: z.optional(z.enum(ROLES)) })),
  /** Of a hub: whether it has an owner. Always true of a server. */
  claimed: z.boolean(),
});
export type Whoami = z.infer<typeof Whoami>;
