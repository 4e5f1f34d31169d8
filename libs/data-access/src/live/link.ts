import { LIVE_HEARTBEAT_S } from '@hub/contracts';

/** A stream silent for longer than two heartbeats and a bit is taken for dead and opened again. */
export const SILENCE_MS = (2 * LIVE_HEARTBEAT_S + 2) * 1_000;
/** How long the page waits before it says that the hub does not answer: a restart of one connection is no news. */
const GRACE_MS = 3_000;
const RETRY_MS = [500, 1_000, 2_000, 3_000] as const;

/** `network`: no answer, or none for too long. `unreadable`: an answer that this page does not understand. */
export type LinkFault = 'network' | 'unreadable';

/** The live stream. `sinceMs`: monotonic milliseconds when it began to be so. */
export type Link =
  | { readonly kind: 'connecting'; readonly sinceMs: number }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly sinceMs: number; readonly fault: LinkFault };

/** What the page says about the hub. */
export type HubHealth = 'connecting' | 'reachable' | 'unreachable' | 'unreadable';

/** The link after a fault: the first fault starts the count, later ones only say why. */
export function lose(link: Link, fault: LinkFault, nowMs: number): Link {
  return { kind: 'lost', sinceMs: link.kind === 'connected' ? nowMs : link.sinceMs, fault };
}

/** What can be said about the hub at `nowMs` (monotonic). */
export function hubHealth(link: Link, nowMs: number): HubHealth {
  if (link.kind === 'connected') return 'reachable';
  if (link.kind === 'lost' && link.fault === 'unreadable') return 'unreadable';
  if (nowMs - link.sinceMs >= GRACE_MS) return 'unreachable';
  return link.kind === 'connecting' ? 'connecting' : 'reachable';
}

/** Pause before try number `attempt` (from 0): short at first, never more than 3 s, since the hub is one hop away. */
export function retryDelayMs(attempt: number): number {
  return RETRY_MS[attempt] ?? 3_000;
}
