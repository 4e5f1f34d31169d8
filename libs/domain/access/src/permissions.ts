/**
 * What a call may ask for.
 * - `open`: anyone who reaches the hub, such as the page, its set-up and signing in
 * - `by-key`: an emonCMS client, whose key the call itself looks at
 * - `home.read`: readings, prices, forecasts, devices
 * - `home.control`: switch devices and change their schedules
 * - `data.change`: what becomes of readings: process lists, repairs, pulling the history again
 * - `self`: one's own sessions and password
 * - `access.manage`: people, invitations, keys, reading without signing in
 * - `link.manage`: the link to the CydYnni account
 * - `system.manage`: updates and SSH
 */
export const PERMISSIONS = [
  'open',
  'by-key',
  'home.read',
  'home.control',
  'data.change',
  'self',
  'access.manage',
  'link.manage',
  'system.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Who somebody is on a hub. The owner is made at the claim, a member is invited, a viewer only looks (the tablet on the wall), an
 * installer helps until a date.
 */
export const ROLES = ['owner', 'member', 'viewer', 'installer'] as const;
export type Role = (typeof ROLES)[number];

const EVERYONE = ['open', 'by-key'] as const satisfies readonly Permission[];

const OF_ROLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  member: new Set([...EVERYONE, 'home.read', 'home.control', 'self']),
  viewer: new Set([...EVERYONE, 'home.read', 'self']),
  installer: new Set([...EVERYONE, 'home.read', 'home.control', 'data.change', 'self']),
};

/** Who asks: a person who is signed in, or somebody who is not. */
export type Principal =
  { readonly kind: 'person'; readonly role: Role } | { readonly kind: 'unauthenticated'; readonly isInHouse: boolean };

/** What of the owner's choices rights depend on. */
export interface AccessSettings {
  /** Whether readings may be looked at in the house without signing in. */
  readonly openReading: boolean;
}

/** Every permission of somebody. Who is not signed in may, in the house, read while the owner leaves reading open. */
export function permissionsOf(who: Principal, { openReading }: AccessSettings): ReadonlySet<Permission> {
  if (who.kind === 'person') return OF_ROLE[who.role];
  return new Set<Permission>(who.isInHouse && openReading ? [...EVERYONE, 'home.read'] : EVERYONE);
}

export const isAllowed = (who: Principal, permission: Permission, settings: AccessSettings): boolean =>
  permissionsOf(who, settings).has(permission);
