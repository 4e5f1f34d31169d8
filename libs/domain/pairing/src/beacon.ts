import type { Instant } from '@hub/domain/time';

/** UDP port on which firmware EmonESP waits for a hub to make itself known. */
export const BEACON_PORT = 5005;
/** What a hub says there, and nothing else: the firmware compares every byte. */
export const BEACON_TEXT = 'emonpi.local';

const EVERY_S = 60;
const EVERY_S_WHILE_OPEN = 5;
/** A hub that was not heard for this long has left the network. */
const OTHER_HUB_FOR_S = 86_400;
/** More hubs than this in one network are somebody's game. */
const MOST_HUBS = 8;

/** Other hubs in the network: when each was last heard, by its address. */
export type OtherHubs = ReadonlyMap<string, Instant>;

/** Another hub was heard. */
export function heardHub(others: OtherHubs, address: string, now: Instant): OtherHubs {
  const present = [...others].filter(([, at]) => now - at < OTHER_HUB_FOR_S);
  const known = present.some(([other]) => other === address);
  return known || present.length < MOST_HUBS ? new Map([...present, [address, now]]) : new Map(present);
}

export interface BeaconTurn {
  /** Whole networks are told; else the hub's own devices alone. */
  readonly toEveryone: boolean;
  readonly nextAfterS: number;
}

/**
 * Whom the hub tells now. A plug believes each hub that it hears and leaves its own for it. So with another hub in the network
 * everyone is told only while devices are looked for; the hub's own devices are told at their addresses, which brings them
 * back after the other hub looked for some.
 */
export function beaconTurn(windowOpen: boolean, others: OtherHubs, now: Instant): BeaconTurn {
  const alone = [...others.values()].every((at) => now - at >= OTHER_HUB_FOR_S);
  return { toEveryone: windowOpen || alone, nextAfterS: windowOpen ? EVERY_S_WHILE_OPEN : EVERY_S };
}
