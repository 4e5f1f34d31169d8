import { type AuditAction, type AuditList } from '@hub/contracts';

type Entry = Pick<AuditList['entries'][number], 'who' | 'about'>;

/** What was done, in words; `about` says to whom or what. */
const WORDS: Readonly<Record<AuditAction, (entry: Entry) => string>> = {
  claimed: ({ who }) => $localize`:@@audit.claimed:${who}:who: became the owner of this hub`,
  'signed-in': ({ who, about }) => $localize`:@@audit.signedIn:${who}:who: signed in from ${about}:where:`,
  'password-changed': ({ who }) => $localize`:@@audit.passwordChanged:${who}:who: changed the password`,
  'password-reset': ({ who }) =>
    $localize`:@@audit.passwordReset:The password of ${who}:who: was set with the label’s code`,
  'person-invited': ({ who }) => $localize`:@@audit.invited:${who}:who: made an invitation`,
  'person-joined': ({ who }) => $localize`:@@audit.joined:${who}:who: accepted an invitation`,
  'person-removed': ({ who, about }) => $localize`:@@audit.removed:${who}:who: removed ${about}:person:`,
  'sessions-ended': ({ who }) => $localize`:@@audit.sessionsEnded:${who}:who: signed out other devices`,
  'key-made': ({ who, about }) => $localize`:@@audit.keyMade:${who}:who: made the key “${about}:key:”`,
  'key-revoked': ({ who, about }) => $localize`:@@audit.keyRevoked:${who}:who: revoked the key “${about}:key:”`,
  'reading-opened': ({ who }) => $localize`:@@audit.readingOpened:${who}:who: let anyone at home see the readings`,
  'reading-closed': ({ who }) =>
    $localize`:@@audit.readingClosed:${who}:who: let only people who are signed in see the readings`,
  'ssh-changed': ({ who }) => $localize`:@@audit.ssh:${who}:who: changed the SSH keys`,
  'factory-reset': ({ who }) => $localize`:@@audit.reset:${who}:who: started a factory reset`,
  'data-exported': ({ who }) => $localize`:@@audit.exported:${who}:who: downloaded all data`,
  'data-backed-up': ({ who }) => $localize`:@@audit.backedUp:${who}:who: made a backup`,
  linked: ({ who }) => $localize`:@@audit.linked:${who}:who: linked the hub to CydYnni`,
  unlinked: ({ who }) => $localize`:@@audit.unlinked:${who}:who: unlinked the hub from CydYnni`,
  'update-started': ({ who }) => $localize`:@@audit.update:${who}:who: started an update`,
  'device-allowed': ({ who, about }) =>
    $localize`:@@audit.deviceAllowed:${who}:who: let the device at ${about}:address: in`,
  'device-denied': ({ who, about }) =>
    $localize`:@@audit.deviceDenied:${who}:who: refused the device at ${about}:address:`,
  'device-added': ({ who, about }) => $localize`:@@audit.deviceAdded:${who}:who: added “${about}:device:”`,
  'device-renamed': ({ who, about }) => $localize`:@@audit.deviceRenamed:${who}:who: renamed a device: ${about}:names:`,
  'device-forgotten': ({ who, about }) => $localize`:@@audit.deviceForgotten:${who}:who: removed “${about}:device:”`,
  'device-on': ({ who, about }) => $localize`:@@audit.deviceOn:${who}:who: switched “${about}:device:” on`,
  'device-off': ({ who, about }) => $localize`:@@audit.deviceOff:${who}:who: switched “${about}:device:” off`,
  'device-smart': ({ who, about }) =>
    $localize`:@@audit.deviceSmart:${who}:who: let the schedule of “${about}:device:” decide`,
  'schedule-made': ({ who, about }) =>
    $localize`:@@audit.scheduleMade:${who}:who: made a schedule for “${about}:device:”`,
  'schedule-changed': ({ who, about }) =>
    $localize`:@@audit.scheduleChanged:${who}:who: changed the schedule of “${about}:device:”`,
  'schedule-removed': ({ who, about }) =>
    $localize`:@@audit.scheduleRemoved:${who}:who: removed the schedule of “${about}:device:”`,
  'schedule-skipped': ({ who, about }) =>
    $localize`:@@audit.scheduleSkipped:${who}:who: skipped a run of “${about}:device:”`,
  'schedule-paused': ({ who, about }) =>
    $localize`:@@audit.schedulePaused:${who}:who: set or ended a pause of “${about}:device:”`,
  'schedule-boosted': ({ who, about }) =>
    $localize`:@@audit.scheduleBoosted:${who}:who: set or ended a boost of “${about}:device:”`,
  'schedule-off': ({ who, about }) =>
    $localize`:@@audit.scheduleOff:${who}:who: switched the schedule of “${about}:device:” off`,
  'schedule-on': ({ who, about }) =>
    $localize`:@@audit.scheduleOn:${who}:who: switched the schedule of “${about}:device:” on`,
  'schedule-undone': ({ who, about }) =>
    $localize`:@@audit.scheduleUndone:${who}:who: undid the last change to the schedule of “${about}:device:”`,
  'power-cap-set': ({ who, about }) =>
    $localize`:@@audit.powerCapSet:${who}:who: set the power limit of the house to ${about}:power:`,
  'power-cap-removed': ({ who }) =>
    $localize`:@@audit.powerCapRemoved:${who}:who: removed the power limit of the house`,
};

/** An entry of the log as a sentence. */
export function auditText({ action, who, about }: AuditList['entries'][number]): string {
  return WORDS[action]({ who, about });
}
