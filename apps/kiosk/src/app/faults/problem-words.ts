import { type ProblemView } from '@hub/contracts';
import { type FaultWords } from './fault-words';

/** Problems of the hub as a thing, by code. */
const KNOWN: Readonly<Record<string, FaultWords>> = {
  DATA_LOST: {
    headline: $localize`:@@problem.dataLost:The card’s place for readings and settings cannot be used`,
    help: $localize`:@@problem.dataLostHelp:The hub runs, and forgets everything when it stops. Start it again; if this stays, replace the card.`,
  },
  DATA_REPAIRED: {
    headline: $localize`:@@problem.dataRepaired:The card had to be repaired after a power cut`,
    help: $localize`:@@problem.dataRepairedHelp:Nothing to do. If it happens again and again, replace the card.`,
  },
  RESCUE: {
    headline: $localize`:@@problem.rescue:Neither system on the card started as it should`,
    help: $localize`:@@problem.rescueHelp:This one was started as a last resort. Look for an update, or write the card anew.`,
  },
  BOOT_STATE: {
    headline: $localize`:@@problem.bootState:The note on which system to start was made anew`,
    help: $localize`:@@problem.bootStateHelp:Nothing to do. If it happens again, replace the card.`,
  },
  HUB_NO_NETWORK: {
    headline: $localize`:@@problem.network:The hub has no address in your network`,
    help: $localize`:@@problem.networkHelp:Plug its cable into the router, or put the name and password of the WiFi into cydynni.toml on the card.`,
  },
  HUB_NO_SERVER: {
    headline: $localize`:@@problem.server:This hub does not know a CydYnni server`,
    help: $localize`:@@problem.serverHelp:Put its address into cydynni.toml on the card and start the hub again.`,
  },
  SERVER_UNREACHABLE: {
    headline: $localize`:@@problem.serverAway:The CydYnni server does not answer`,
    help: $localize`:@@problem.serverAwayHelp:The hub tries again by itself. Check the internet if this lasts.`,
  },
};

/** A problem in the language of the page; one that it has no words for stays in the hub's own, which are English. */
export function problemWords({ code, message, action }: ProblemView): FaultWords {
  return KNOWN[code] ?? { headline: message, help: action, foreign: true };
}
