import { type FaultWords } from '../faults/fault-words';

/** A code or a new password that cannot be one. */
export const ILL_FILLED: FaultWords = {
  headline: $localize`:@@claim.bad:Something is not filled in correctly`,
  help: $localize`:@@claim.badHelp:The code has ten characters, like ABCDE-FGHJK; the password at least eight.`,
};

/** Words for what may be wrong with the label's code and a new password, wherever the two are typed together. */
export const LABEL_CODE_WORDS: Readonly<Record<string, FaultWords>> = {
  WRONG_CLAIM_CODE: {
    headline: $localize`:@@claim.wrong:This is not the code of this hub`,
    help: $localize`:@@claim.wrongHelp:Type the ten characters from the label under the hub, or from claim-code.txt on its card.`,
  },
  HUB_BAD_REQUEST: ILL_FILLED,
};
