import * as z from 'zod/mini';

/** Serial number of a meter gateway, as it is printed on it. */
export const GatewaySerial = z.string().check(z.regex(/^[\w-]{1,32}$/));

/** `POST /api/v1/pairing/gateways`. */
export const GatewayRequest = z.object({ serial: GatewaySerial });
export type GatewayRequest = z.infer<typeof GatewayRequest>;

/**
 * What a gateway needs to reach the hub's broker by TLS. The password is shown this once. `authority`: the certificate that it has to
 * trust, PEM. `topics`: what it may send, as filters.
 */
export const GatewayAccess = z.object({
  serial: z.string(),
  host: z.string(),
  port: z.int(),
  username: z.string(),
  password: z.string(),
  authority: z.string(),
  topics: z.array(z.string()),
});
export type GatewayAccess = z.infer<typeof GatewayAccess>;
