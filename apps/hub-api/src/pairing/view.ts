import type { PairingView } from '@hub/contracts';
import { DEVICE_TYPE_NAMES } from '@hub/domain/devices';
import { codeOf, type Pairing, tidied } from '@hub/domain/pairing';
import type { Instant } from '@hub/domain/time';

/** What the page may know: never the reply, which is the device's alone. */
export function viewOf(pairing: Pairing, now: Instant): PairingView {
  const { openUntil, requests } = tidied(pairing, now);
  return {
    serverTime: now,
    openUntil,
    requests: [...requests.values()].map(({ address, identity, firstAt, answer }) => ({
      address,
      name: identity?.name ?? null,
      code: identity ? codeOf(identity) : null,
      type: DEVICE_TYPE_NAMES.find((name) => name === identity?.type) ?? null,
      askedAt: firstAt,
      state: answer.state,
      replyUntil: answer.state === 'allowed' ? answer.until : null,
    })),
  };
}
