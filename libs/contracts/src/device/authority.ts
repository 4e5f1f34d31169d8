import * as z from 'zod/mini';

/**
 * `GET /api/v1/device/authority`: what a browser has to trust to open the page over TLS. The certificate itself:
 * `GET /api/v1/device/authority.pem`.
 */
export const AuthorityView = z.object({
  /** Pairs of hexadecimal capitals with colons, as browsers show it; null where the hub has no authority. */
  sha256: z.nullable(z.string()),
  /** Port of the page over TLS; null where it does not answer there. */
  port: z.nullable(z.number()),
});
export type AuthorityView = z.infer<typeof AuthorityView>;
