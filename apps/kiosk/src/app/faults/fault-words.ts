import { type Fault } from '@hub/data-access';

/** What happened and what helps, in the language of the page. */
export interface FaultWords {
  readonly headline: string;
  readonly help: string;
  /** The words are the hub's own, which are English. */
  readonly foreign?: true;
}

const NETWORK: FaultWords = {
  headline: $localize`:@@fault.network:No answer`,
  help: $localize`:@@fault.networkHelp:The hub or the network is away for the moment. The page keeps trying.`,
};
const UNREADABLE: FaultWords = {
  headline: $localize`:@@fault.unreadable:This page does not understand the answer`,
  help: $localize`:@@fault.unreadableHelp:Reload the page. If that does not help, an update of the hub will.`,
};

const SIGN_IN: FaultWords = {
  headline: $localize`:@@fault.signIn:Please sign in`,
  help: $localize`:@@fault.signInHelp:Only a member of this household can see or change this.`,
};
const TRIES: FaultWords = {
  headline: $localize`:@@fault.tries:Too many attempts`,
  help: $localize`:@@fault.triesHelp:Wait a quarter of an hour, then try again.`,
};
const STARTING: FaultWords = {
  headline: $localize`:@@fault.starting:The hub is not ready for that yet`,
  help: $localize`:@@fault.startingHelp:A part of it is starting. Try again in a moment.`,
};

/** Refusals that any page may meet. */
const COMMON: Readonly<Record<string, FaultWords>> = {
  LINK_NEEDED: {
    headline: $localize`:@@fault.link:This hub is not linked to a CydYnni account yet`,
    help: $localize`:@@fault.linkHelp:Hydro, community and your history come with the account. Linking takes a minute.`,
  },
  SIGN_IN_NEEDED: SIGN_IN,
  SERVER_UNAUTHORIZED: SIGN_IN,
  HUB_DATABASE_AWAY: STARTING,
  HUB_SESSIONS_AWAY: STARTING,
  HUB_UNCLAIMED: {
    headline: $localize`:@@fault.unclaimed:This hub has no owner yet`,
    help: $localize`:@@fault.unclaimedHelp:Make it yours with the code on its label, in Setup.`,
  },
  HUB_TOO_MANY_TRIES: TRIES,
  SERVER_TOO_MANY_TRIES: TRIES,
  SERVER_UNREACHABLE: {
    headline: $localize`:@@problem.serverAway:The CydYnni server does not answer`,
    help: $localize`:@@problem.serverAwayHelp:The hub tries again by itself. Check the internet if this lasts.`,
  },
  SERVER_NOTHING_SETTLED: {
    headline: $localize`:@@fault.settled:Nothing is settled yet`,
    help: $localize`:@@fault.settledHelp:The club’s first readings are still on their way.`,
  },
};

/** Words for a fault: those of the page for its own codes, the common ones, and otherwise what the hub said. */
export function faultWords(fault: Fault, own: Readonly<Record<string, FaultWords>> = {}): FaultWords {
  if (fault.kind === 'network') return NETWORK;
  if (fault.kind === 'unreadable') return UNREADABLE;
  return own[fault.code] ?? COMMON[fault.code] ?? { headline: fault.message, help: fault.action, foreign: true };
}
