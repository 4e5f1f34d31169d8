import { type FaultWords } from '../faults/fault-words';

const CHANGED: FaultWords = {
  headline: $localize`:@@schedule.gone:This schedule is no longer there`,
  help: $localize`:@@schedule.goneHelp:It was removed, perhaps on another screen.`,
};

/** Words for what the hub refuses about schedules. */
export const SCHEDULE_WORDS: Readonly<Record<string, FaultWords>> = {
  HUB_SCHEDULE_UNKNOWN: CHANGED,
  HUB_SCHEDULES_FULL: {
    headline: $localize`:@@schedule.full:The hub keeps 100 schedules, and no more`,
    help: $localize`:@@schedule.fullHelp:Remove one that you no longer need.`,
  },
  HUB_NOTHING_TO_SKIP: {
    headline: $localize`:@@schedule.noSkip:There is no run ahead to skip`,
    help: $localize`:@@schedule.noSkipHelp:Nothing was changed.`,
  },
  HUB_NOTHING_TO_UNDO: {
    headline: $localize`:@@schedule.noUndo:There is nothing to undo any more`,
    help: $localize`:@@schedule.noUndoHelp:It was undone before, perhaps on another screen.`,
  },
  HUB_BAD_REQUEST: {
    headline: $localize`:@@schedule.bad:The hub could not read this schedule`,
    help: $localize`:@@schedule.badHelp:Check the numbers and times; nothing was saved.`,
  },
};
