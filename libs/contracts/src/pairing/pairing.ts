import * as z from 'zod/mini';
import { DeviceTypeName } from '../devices/device-view';

/** A device that asks to be let in. Times are unix seconds. */
export const PairingRequestView = z.object({
  /** Its address in the house's network, and its name in the calls that decide about it. */
  address: z.string(),
  /** What it says of itself, and does not prove: the name of its own WiFi, and the digits at the end of that; null until it said so. */
  name: z.nullable(z.string()),
  code: z.nullable(z.string()),
  /** Null until it said so, and for a type that the hub does not know. */
  type: z.nullable(DeviceTypeName),
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
