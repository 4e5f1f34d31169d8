import type { Instant } from '@hub/domain/time';
import type { PlugIdentity } from './plug-page';

/** How long a window stays open. */
export const WINDOW_S = 180;
/** How long a device that was let in has to fetch its reply. */
export const REPLY_S = 60;
/** A device asks every 10 s; one that was silent for this long is gone. */
export const SILENT_S = 45;
/** Devices that ask at the same time. More are somebody's game: they wait until a place is free. */
export const MOST_REQUESTS = 16;
/** A device that has its login asks no more. One that still does after this has lost the reply on its way. */
export const ASKS_AGAIN_S = 5;

export interface PairingRequest {
  /** Address in the house's network, as the hub sees it. */
  readonly address: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** What it says of itself on its own page; absent until it did. */
  readonly identity?: PlugIdentity;
  readonly answer: Answer;
}

/** `allowed` until `until`: the reply waits for the device. `paired`: it has its reply, once. */
export type Answer =
  | { readonly state: 'asking' | 'denied' }
  | { readonly state: 'paired'; readonly at: Instant }
  | { readonly state: 'allowed'; readonly until: Instant; readonly reply: string };

/** Who asks to be let in, and until when somebody may ask. */
export interface Pairing {
  readonly openUntil: Instant | null;
  readonly requests: ReadonlyMap<string, PairingRequest>;
}

export const CLOSED: Pairing = { openUntil: null, requests: new Map() };

/** What a device that asks is told. `full`: as many ask as the page can show. */
export type Told = 'closed' | 'registered' | 'denied' | 'full' | { readonly reply: string };

export const isOpen = ({ openUntil }: Pairing, now: Instant): boolean => openUntil !== null && now < openUntil;

/** Opens a window, or makes the open one longer. */
export const opened = (pairing: Pairing, now: Instant): Pairing => ({
  ...tidied(pairing, now),
  openUntil: now + WINDOW_S,
});

/** Closes the window. A reply that waits can still be fetched. */
export const closed = (pairing: Pairing, now: Instant): Pairing => tidied({ ...pairing, openUntil: null }, now);

/** A device asks: it is remembered, or told what was decided. The reply is given once, to the address that was let in. */
export function asked(pairing: Pairing, address: string, now: Instant): readonly [Pairing, Told] {
  const present = tidied(pairing, now);
  const known = present.requests.get(address);
  if (known?.answer.state === 'allowed') {
    const { reply } = known.answer;
    return [withRequest(present, { ...known, lastAt: now, answer: { state: 'paired', at: now } }), { reply }];
  }
  if (!isOpen(present, now)) return [present, 'closed'];
  if (known) {
    const lost = known.answer.state === 'paired' && now - known.answer.at >= ASKS_AGAIN_S;
    const answer: Answer = lost ? { state: 'asking' } : known.answer;
    return [
      withRequest(present, { ...known, lastAt: now, answer }),
      answer.state === 'denied' ? 'denied' : 'registered',
    ];
  }
  if (present.requests.size >= MOST_REQUESTS) return [present, 'full'];
  const request: PairingRequest = { address, firstAt: now, lastAt: now, answer: { state: 'asking' } };
  return [withRequest(present, request), 'registered'];
}

/** The device at an address has said what it is. */
export function named(pairing: Pairing, address: string, identity: PlugIdentity): Pairing {
  const request = pairing.requests.get(address);
  return request ? withRequest(pairing, { ...request, identity }) : pairing;
}

/** A person's decision about a device that asks. Undefined: nothing at that address waits for one. */
export function allowed(pairing: Pairing, address: string, reply: string, now: Instant): Pairing | undefined {
  const request = waiting(pairing, address, now);
  return request && withRequest(pairing, { ...request, answer: { state: 'allowed', until: now + REPLY_S, reply } });
}

/** The other decision, see {@link allowed}. It holds while the device goes on asking. */
export function denied(pairing: Pairing, address: string, now: Instant): Pairing | undefined {
  const request = waiting(pairing, address, now);
  return request && withRequest(pairing, { ...request, answer: { state: 'denied' } });
}

/** The device at an address that waits for a decision. */
export function waiting(pairing: Pairing, address: string, now: Instant): PairingRequest | undefined {
  const request = tidied(pairing, now).requests.get(address);
  return request?.answer.state === 'asking' ? request : undefined;
}

/** Without a window that is over, devices that fell silent and replies that were not fetched in time. */
export function tidied(pairing: Pairing, now: Instant): Pairing {
  const open = isOpen(pairing, now);
  const stays = ({ answer, lastAt }: PairingRequest): boolean =>
    answer.state === 'allowed' ? now < answer.until : open && now - lastAt < SILENT_S;
  return {
    openUntil: open ? pairing.openUntil : null,
    requests: new Map([...pairing.requests].filter(([, request]) => stays(request))),
  };
}

const withRequest = (pairing: Pairing, request: PairingRequest): Pairing => ({
  ...pairing,
  requests: new Map([...pairing.requests, [request.address, request]]),
});
