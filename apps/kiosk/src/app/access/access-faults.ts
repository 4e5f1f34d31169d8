import { type FaultWords } from '../faults/fault-words';
import { ILL_FILLED } from '../form/label-code-words';

const LIST_OLD = $localize`:@@access.listOld:The list on this page was old. Look at it again.`;

/** Refusals of the calls that say who has access. */
export const ACCESS_FAULTS: Readonly<Record<string, FaultWords>> = {
  NOT_ALLOWED: {
    headline: $localize`:@@access.ownerOnly:Only the owner of this hub can do this`,
    help: $localize`:@@access.ownerOnlyHelp:Ask the owner, or sign in as the owner.`,
  },
  PERSON_UNKNOWN: { headline: $localize`:@@access.noPerson:This person has no account any more`, help: LIST_OLD },
  KEY_UNKNOWN: { headline: $localize`:@@access.noKey:This key is not valid any more`, help: LIST_OLD },
  DEVICE_UNKNOWN: { headline: $localize`:@@access.noDevice:This device was removed already`, help: LIST_OLD },
  INVITATION_UNKNOWN: {
    headline: $localize`:@@access.noInvitation:This invitation is not valid`,
    help: $localize`:@@access.noInvitationHelp:It was used, was taken back or has expired. Ask the owner for another one.`,
  },
  NAME_TAKEN: {
    headline: $localize`:@@access.nameTaken:Someone on this hub has this name`,
    help: $localize`:@@access.nameTakenHelp:Choose another name.`,
  },
  HUB_BAD_REQUEST: ILL_FILLED,
};
