import { type ProblemView } from '@hub/contracts';
import { type FaultWords } from './fault-words';

/** Problems of the hub as a thing, by code. */
const KNOWN: Readonly<Record<string, FaultWords>> = {
  DATA_LOST: {
    headline: $localize`:@@problem.dataLost:The storage for readings and settings on the card cannot be used`,
    help: $localize`:@@problem.dataLostHelp:The hub runs, and forgets everything when it stops. Start it again; if this stays, replace the card.`,
  },
  DATA_REPAIRED: {
    headline: $localize`:@@problem.dataRepaired:The card had to be repaired after a power cut`,
    help: $localize`:@@problem.dataRepairedHelp:Nothing to do. If it happens again and again, replace the card.`,
  },
  DATABASE_REPAIRED: {
    headline: $localize`:@@problem.databaseRepaired:A small file of the database was damaged by a power cut and made again`,
    help: $localize`:@@problem.databaseRepairedHelp:Settings and accounts are as before; nothing to do. If it happens again and again, replace the card.`,
  },
  DATABASE_LOST: {
    headline: $localize`:@@problem.databaseLost:The database with settings and accounts is damaged and cannot start`,
    help: $localize`:@@problem.databaseLostHelp:Readings are kept all the same. Start the hub again; if this stays, write the card again with the newest image and claim the hub again.`,
  },
  CARD_ALMOST_FULL: {
    headline: $localize`:@@problem.cardFull:The card is almost full`,
    help: $localize`:@@problem.cardFullHelp:Soon no more readings can be kept. Delete inputs and feeds that are not needed, or use a larger card.`,
  },
  RESCUE: {
    headline: $localize`:@@problem.rescue:Neither system on the card started as it should`,
    help: $localize`:@@problem.rescueHelp:This one was started as a last resort. After several power cuts in a row, start the hub once more; if this stays, look for an update, or write the card again.`,
  },
  BOOT_STATE: {
    headline: $localize`:@@problem.bootState:The record of which system to start was rebuilt`,
    help: $localize`:@@problem.bootStateHelp:Nothing to do. If it happens again, replace the card.`,
  },
  FACTORY_RESET: {
    headline: $localize`:@@problem.reset:The factory reset was not finished`,
    help: $localize`:@@problem.resetHelp:Data of the household before may still be on the card. Start the hub again; if this stays, write the card again with the newest image.`,
  },
  HUB_ANOTHER_HUB: {
    headline: $localize`:@@problem.anotherHub:There is another CydYnni hub in this network`,
    help: $localize`:@@problem.anotherHubHelp:Each has an address of its own, in the address bar of your browser: keep a bookmark of this page. Have only one hub look for new devices at a time.`,
  },
  HUB_NO_NETWORK: {
    headline: $localize`:@@problem.network:The hub has no address in your network`,
    help: $localize`:@@problem.networkHelp:Plug its cable into the router, or put the name and password of the WiFi into cydynni.toml on the card.`,
  },
  HUB_NO_SERVER: {
    headline: $localize`:@@problem.server:This hub does not know a CydYnni server`,
    help: $localize`:@@problem.serverHelp:Put its address into cydynni.toml on the card and start the hub again.`,
  },
  LINK_NOT_OURS: {
    headline: $localize`:@@problem.foreignLink:This hub holds the link of another hub`,
    help: $localize`:@@problem.foreignLinkHelp:It is not used, and nothing of its household is shown. Link this hub to your own account.`,
  },
  CERTIFICATE_REVOKED: {
    headline: $localize`:@@problem.revoked:CydYnni does not know this hub any more`,
    help: $localize`:@@problem.relink:Unlink the hub in Settings, then link it to your account again.`,
  },
  CERTIFICATE_UNKNOWN: {
    headline: $localize`:@@problem.revoked:CydYnni does not know this hub any more`,
    help: $localize`:@@problem.relink:Unlink the hub in Settings, then link it to your account again.`,
  },
  CERTIFICATE_EXPIRED: {
    headline: $localize`:@@problem.expired:This hub’s link to CydYnni has expired`,
    help: $localize`:@@problem.relink:Unlink the hub in Settings, then link it to your account again.`,
  },
  SERVER_NOT_TRUSTED: {
    headline: $localize`:@@problem.notTrusted:The server that answered could not prove that it is CydYnni’s`,
    help: $localize`:@@problem.notTrustedHelp:Nothing was sent. The hub tries again by itself; another network may help.`,
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
