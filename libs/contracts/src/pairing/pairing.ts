import * as z from 'zod/mini';

/** A device that asks to be let in. Times are unix seconds. */
export const PairingRequestView = z.object({
  /** Its address in the house's network, and its name in the calls that decide about it. */
  address: z.string(),
  askedAt: z.number(),
  /** `allowed`: its login waits for it until `replyUntil`. `paired`: it has fetched it. */
  state: z.enum(['asking', 'allowed', 'denied', 'paired']),
  replyUntil: z.nullable(z.number()),
});
export type PairingRequestView = z.infer<typeof PairingRequestView>;

/** `GET /api/v1/pairing`, and the data of each `pairing` event of its stream. `openUntil` is null while no device may ask. */
export const PairingView = z.object({
  serverTime: z.number(),
  openUntil: z.nullable(z.number()),
  requests: z.array(PairingRequestView),
});
export type PairingView = z.infer<typeof PairingView>;

/** `POST /api/v1/pairing/allow` and `/deny`: about the device at this address. */
export const PairingDecision = z.object({ address: z.string().check(z.minLength(2), z.maxLength(64)) });
export type PairingDecision = z.infer<typeof PairingDecision>;

/** Name of the server-sent event. */
export const PAIRING_EVENT = 'pairing';
