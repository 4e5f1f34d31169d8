import { type Role } from '@hub/domain/access';

/** Names of the roles. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: $localize`:@@role.owner:Owner`,
  member: $localize`:@@role.member:Member`,
  viewer: $localize`:@@role.viewer:Viewer`,
  installer: $localize`:@@role.installer:Installer`,
};

/** What each role may do that the owner can give. */
export const ROLE_RIGHTS: Readonly<Record<Exclude<Role, 'owner'>, string>> = {
  member: $localize`:@@role.memberRights:Sees everything and controls devices and schedules.`,
  viewer: $localize`:@@role.viewerRights:Sees everything and changes nothing, such as a tablet on the wall.`,
  installer: $localize`:@@role.installerRights:Controls devices and repairs readings, until the day you choose.`,
};
