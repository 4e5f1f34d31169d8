import { randomBytes } from 'node:crypto';
import { hashSecret, isSecretHash } from '@hub/adapters/system';
import { claimCodeFrom, type HubId, hubIdFrom, isHubId } from '@hub/domain/provisioning';

/** Names of the files in the folder of an identity. */
export const IDENTITY_FILES = {
  hubId: 'hub-id',
  unit: 'unit.json',
  key: 'key.pem',
  request: 'request.pem',
} as const;

/** What sets one hub apart before it has a key: its name, and what only its label tells. */
export interface Unit {
  readonly hubId: HubId;
  /** Of the ten characters without their dash. */
  readonly claimCodeHash: string;
}

/** A unit that was not made before, and the code for its label: ten characters, kept nowhere else. */
export async function newUnit(): Promise<Unit & { readonly claimCode: string }> {
  const claimCode = claimCodeFrom(randomBytes(10));
  return { hubId: hubIdFrom(randomBytes(8)), claimCodeHash: await hashSecret(claimCode), claimCode };
}

/** `unit.json`. */
export const unitText = ({ hubId, claimCodeHash }: Unit): string =>
  `${JSON.stringify({ format: 1, hubId, claimCodeHash })}\n`;

/** Undefined for a text that is no unit. */
export function unitOf(text: string): Unit | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || !('hubId' in json) || !('claimCodeHash' in json)) return undefined;
  return unitFrom(json.hubId, json.claimCodeHash);
}

/** Checks what a file says of a unit. */
export function unitFrom(hubId: unknown, claimCodeHash: unknown): Unit | undefined {
  if (typeof hubId !== 'string' || typeof claimCodeHash !== 'string') return undefined;
  return isHubId(hubId) && isSecretHash(claimCodeHash) ? { hubId, claimCodeHash } : undefined;
}
