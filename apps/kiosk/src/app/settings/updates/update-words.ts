import { type OfflineRefusal, type UpdateStatus } from '@hub/contracts';
import { type FaultWords } from '../../faults/fault-words';

type Outcome = NonNullable<UpdateStatus['outcome']>;

const PHASES: Readonly<Record<UpdateStatus['phase'], string>> = {
  idle: $localize`:@@update.idle:Nothing to do`,
  checking: $localize`:@@update.checking:Looking for an update…`,
  downloading: $localize`:@@update.downloading:The new version is downloading. The hub keeps working.`,
  installing: $localize`:@@update.installing:The new version is being installed. The hub keeps working.`,
  'pending-reboot': $localize`:@@update.pending:Ready. The hub starts again in a quiet moment.`,
  verifying: $localize`:@@update.verifying:The new version is on trial for ten minutes. If anything fails, the old one comes back by itself.`,
  'rolling-back': $localize`:@@update.rollingBack:The new version did not prove itself. The old one is coming back.`,
  good: $localize`:@@update.good:The new version works.`,
  'rolled-back': $localize`:@@update.rolledBack:The old version is back.`,
};

const IDLE: Readonly<Record<string, string>> = {
  'nothing-targeted': $localize`:@@update.current:This is the newest version for this hub.`,
  'up-to-date': $localize`:@@update.current:This is the newest version for this hub.`,
  held: $localize`:@@update.held:The team is holding updates back for the moment.`,
  'not-yet': $localize`:@@update.notYet:The next version is released to this hub a little later.`,
  'refused-before': $localize`:@@update.refusedBefore:The version on offer was tried here and did not work. The hub waits for the next one.`,
  'backing-off': $localize`:@@update.backingOff:The last try did not work. The hub tries again by itself.`,
  'no-answer': $localize`:@@update.noAnswer:The update server does not answer. The hub keeps asking.`,
};

/** What the hub is doing about updates. */
export function phaseText({ phase, idleBecause }: UpdateStatus): string {
  return phase === 'idle' && idleBecause !== null ? (IDLE[idleBecause] ?? PHASES.idle) : PHASES[phase];
}

const START_FAILED = $localize`:@@rollback.start:it did not start`;
const PAGE_SILENT = $localize`:@@rollback.page:its page did not answer`;
const SERVICE_FAILED = $localize`:@@rollback.service:a part of it did not run`;
const REASONS: Readonly<Record<string, string>> = {
  'did-not-start': START_FAILED,
  'did-not-stay-up': $localize`:@@rollback.stay:it ended before it had proved itself`,
  'stopped-starting': $localize`:@@rollback.stopped:after a while it did not start any more`,
  'other-version': $localize`:@@rollback.otherVersion:it was not the version that its name said`,
  'health:page-silent': PAGE_SILENT,
  'health:page-other-version': PAGE_SILENT,
  'health:api-silent': SERVICE_FAILED,
  'health:api-down': SERVICE_FAILED,
  'health:api-degraded': SERVICE_FAILED,
  'health:unit-failed': SERVICE_FAILED,
  'health:clock-behind': $localize`:@@rollback.clock:its clock was wrong`,
  'health:server-lost': $localize`:@@rollback.server:it could not reach the update server any more`,
  'health:network-lost': $localize`:@@rollback.noNetwork:the hub had no network any more`,
  network: $localize`:@@rollback.network:the network was away too long`,
  'hash-mismatch': $localize`:@@rollback.hash:what arrived was damaged`,
  'no-space': $localize`:@@rollback.space:there was no room for it`,
};

/** Why an update did not stay, as the end of a sentence. */
export function reasonText({ reason }: Outcome): string {
  return (reason === null ? undefined : REASONS[reason]) ?? $localize`:@@rollback.other:it did not prove itself`;
}

/** Nothing was wrong with the version: it was only never tried. */
export function neverTried({ reason }: Outcome): boolean {
  return reason === 'withdrawn' || reason === 'switch-lost';
}

/** Why a file is no update for this hub. */
export const REFUSALS: Readonly<Record<OfflineRefusal, FaultWords>> = {
  NOT_A_BUNDLE: {
    headline: $localize`:@@refusal.notBundle:This file is no update for a hub`,
    help: $localize`:@@refusal.notBundleHelp:Choose the file whose name ends in .raucb.`,
  },
  WRONG_SIGNATURE: {
    headline: $localize`:@@refusal.signature:This update is not signed by anyone this hub trusts`,
    help: $localize`:@@refusal.signatureHelp:Get the file from your club or from the makers of the hub.`,
  },
  PLAIN_FORMAT: {
    headline: $localize`:@@refusal.plain:This update has a form that does not protect its content`,
    help: $localize`:@@refusal.plainHelp:Ask for it in the verity format.`,
  },
  DAMAGED: {
    headline: $localize`:@@refusal.damaged:This update is damaged or incomplete`,
    help: $localize`:@@refusal.damagedHelp:Copy or download the file again.`,
  },
  UNREADABLE: {
    headline: $localize`:@@refusal.unreadable:This file could not be read`,
    help: $localize`:@@refusal.unreadableHelp:Plug the stick in again, or copy the file again.`,
  },
  OTHER_MACHINE: {
    headline: $localize`:@@refusal.machine:This update is for another kind of machine`,
    help: $localize`:@@refusal.machineHelp:Choose the file for this hub.`,
  },
  ALREADY_RUNNING: {
    headline: $localize`:@@refusal.running:This version is running already`,
    help: $localize`:@@refusal.runningHelp:There is nothing to do.`,
  },
  OLDER_THAN_MINIMUM: {
    headline: $localize`:@@refusal.older:This version is older than this hub may go back to`,
    help: $localize`:@@refusal.olderHelp:Choose a newer version.`,
  },
  STEP_TOO_LARGE: {
    headline: $localize`:@@refusal.step:This version cannot follow the present one in one step`,
    help: $localize`:@@refusal.stepHelp:Install a version in between first.`,
  },
  ROLLED_BACK_BEFORE: {
    headline: $localize`:@@refusal.rolledBack:This version was tried here and did not work`,
    help: $localize`:@@refusal.rolledBackHelp:Choose another version, or wait for the next one.`,
  },
};

/** Words for everything that may become of an upload or of "Update now". */
export const UPDATE_FAULTS: Readonly<Record<string, FaultWords>> = {
  ...REFUSALS,
  UPDATE_AGENT_AWAY: {
    headline: $localize`:@@refusal.agent:This hub is not updated from here`,
    help: $localize`:@@refusal.agentHelp:It does not run from its card.`,
  },
  UPLOAD_NO_SPACE: {
    headline: $localize`:@@refusal.space:There is no room for this file`,
    help: $localize`:@@refusal.spaceHelp:Updates are a few hundred megabytes. Choose the file whose name ends in .raucb.`,
  },
  UPLOAD_TOO_LARGE: {
    headline: $localize`:@@refusal.large:This file is too large for an update`,
    help: $localize`:@@refusal.notBundleHelp:Choose the file whose name ends in .raucb.`,
  },
  UPLOAD_CUT: {
    headline: $localize`:@@refusal.cut:The upload was cut off`,
    help: $localize`:@@refusal.cutHelp:Choose the file again. Nothing was changed.`,
  },
  UPLOAD_RUNNING: {
    headline: $localize`:@@refusal.busy:Another upload is under way`,
    help: $localize`:@@refusal.busyHelp:Wait until it has ended.`,
  },
};
