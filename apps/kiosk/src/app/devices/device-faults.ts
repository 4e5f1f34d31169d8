import { type FaultWords } from '../faults/fault-words';

/** Words for what the hub refuses about devices. */
export const DEVICE_FAULTS: Readonly<Record<string, FaultWords>> = {
  DEVICE_UNKNOWN: {
    headline: $localize`:@@devices.unknown:This device is not one of the household’s any more`,
    help: $localize`:@@devices.unknownHelp:It was probably forgotten on another screen.`,
  },
  ACCOUNTS_UNAVAILABLE: {
    headline: $localize`:@@devices.accounts:No account can be made for the device at the moment`,
    help: $localize`:@@devices.accountsHelp:The hub’s message service is starting again. Try again in a minute.`,
  },
  HUB_DEVICE_NOT_ASKING: {
    headline: $localize`:@@pairing.gone:This device does not ask any more`,
    help: $localize`:@@pairing.goneHelp:Switch it off and on, and wait until it asks again.`,
  },
};
