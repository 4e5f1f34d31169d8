import type { PairingView } from '@hub/contracts';
import { type Pairing, tidied } from '@hub/domain/pairing';
import type { Instant } from '@hub/domain/time';

/** What the page may know: never the reply, which is the device's alone. */
export function viewOf(pairing: Pairing, now: Instant): PairingView {
  const { openUntil, requests } = tidied(pairing, now);
  return {
    serverTime: now,
    openUntil,
    requests: [...requests.values()].map(({ address, firstAt, answer }) => ({
      address,
      askedAt: firstAt,
      state: answer.state,
      replyUntil: answer.state === 'allowed' ? answer.until : null,
    })),
  };
}
