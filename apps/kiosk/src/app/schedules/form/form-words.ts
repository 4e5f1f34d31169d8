import { type Missing } from './draft';

/** What to do before the form can be saved. */
export const MISSING_TEXT: Readonly<Record<Missing, string>> = {
  device: $localize`:@@missing.device:Choose a device.`,
  work: $localize`:@@missing.work:Say how long it runs, or how much energy it needs.`,
  long: $localize`:@@missing.long:That takes more than two days at this power: ask for less, or give a higher power.`,
  power: $localize`:@@missing.power:Give the power that it takes: between 1 and 25,000 W.`,
  time: $localize`:@@missing.time:Say by when it has to be ready.`,
  days: $localize`:@@missing.days:Choose at least one day of the week.`,
  other: $localize`:@@missing.other:One of the limits under More cannot be used as it is.`,
};
