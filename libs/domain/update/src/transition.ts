import { allowRetry, fail, finish, refuse } from './ending';
import type { Offer } from './offer';
import { isOffline } from './offline';
import { here, resume, rolledBack } from './resume';
import type { Boot, UpdateEvent } from './update-event';
import type { UpdateJournal, UpdateState } from './update-state';

type Wanted = Extract<Offer, { kind: 'install' }>;
type Event<T extends UpdateEvent['type']> = Extract<UpdateEvent, { type: T }>;

/**
 * The update state machine: idle → checking → (installing, or downloading → installing) → pending-reboot → verifying →
 * good | rolled-back. An event that means nothing in the present state leaves the journal as it is.
 *
 * The caller writes the result to the card when {@link mustPersist} says so, and only then does what `actOf` asks.
 */
export function transition(journal: UpdateJournal, event: UpdateEvent): UpdateJournal {
  switch (event.type) {
    case 'started':
      return resume(journal, event.boot, event.at);
    case 'check-due':
      return move(journal, 'idle', { phase: 'checking' });
    case 'check-failed':
      return move(journal, 'checking', { phase: 'idle' });
    case 'offered':
      return offered(journal, event);
    case 'downloaded':
      return downloaded(journal);
    case 'download-failed':
      return downloadFailed(journal, event);
    case 'installed':
      return installed(journal, event);
    case 'install-failed':
      return installFailed(journal, event);
    case 'verdict':
      return judged(journal, event);
    case 'settled':
      return finish(journal, event.boot.slot, event.at);
    case 'retry-allowed':
      return allowRetry(journal, event.version);
  }
}

const move = (journal: UpdateJournal, from: UpdateState['phase'], state: UpdateState): UpdateJournal =>
  journal.state.phase === from ? { ...journal, state } : journal;

/** The target is asked for during an update too, so that the team can take it back until the restart. */
function offered(journal: UpdateJournal, { offer, boot }: Event<'offered'>): UpdateJournal {
  const { state } = journal;
  const wanted = offer.kind === 'install' ? offer : undefined;
  // What the team wants is no reason to take back what someone in the house has begun.
  if ('release' in state && isOffline(state.release)) return journal;
  switch (state.phase) {
    case 'checking':
      return { ...journal, state: wanted ? begun(wanted, boot) : { phase: 'idle' } };
    case 'downloading':
      if (wanted?.release.sha256 !== state.release.sha256) return { ...journal, state: { phase: 'idle' } };
      return { ...journal, state: { ...state, release: wanted.release, urgent: wanted.urgent } };
    case 'pending-reboot':
      if (wanted?.release.sha256 !== state.release.sha256) return rolledBack(journal, state, 'withdrawn');
      return { ...journal, state: { ...state, urgent: wanted.urgent } };
    default:
      return journal;
  }
}

/** From the server as a stream; what someone brought by a copy on the card, since a stick may be pulled out. */
function begun({ release, urgent }: Wanted, boot: Boot): UpdateState {
  const working = { release, urgent, origin: here(boot) };
  if (isOffline(release)) return { phase: 'downloading', ...working };
  return { phase: 'installing', source: 'stream', ...working };
}

function downloaded(journal: UpdateJournal): UpdateJournal {
  if (journal.state.phase !== 'downloading') return journal;
  return { ...journal, state: { ...journal.state, phase: 'installing', source: 'file' } };
}

function downloadFailed(journal: UpdateJournal, { reason, at }: Event<'download-failed'>): UpdateJournal {
  return journal.state.phase === 'downloading' ? fail(journal, journal.state.release.version, reason, at) : journal;
}

function installed(journal: UpdateJournal, { before, at }: Event<'installed'>): UpdateJournal {
  if (journal.state.phase !== 'installing') return journal;
  const { release, origin, urgent } = journal.state;
  const state: UpdateState = { phase: 'pending-reboot', release, origin, urgent, before, readyAt: at };
  return { ...journal, state, failures: undefined };
}

/** A stream that fails, for whatever reason, gets a second chance as a checked download. */
function installFailed(journal: UpdateJournal, { failure, reason, at }: Event<'install-failed'>): UpdateJournal {
  const { state } = journal;
  if (state.phase !== 'installing') return journal;
  const { release, origin, urgent } = state;
  if (state.source === 'stream') {
    return { ...journal, state: { phase: 'downloading', release, origin, urgent } };
  }
  const next = fail(journal, release.version, reason, at);
  // The file was complete and had the promised hash, and RAUC still will not have it: trying again cannot help.
  return failure === 'bundle' ? refuse(next, release.version, reason, at) : next;
}

function judged(journal: UpdateJournal, { fault, boot }: Event<'verdict'>): UpdateJournal {
  const { state } = journal;
  if (state.phase !== 'verifying') return journal;
  const { release, origin, urgent } = state;
  if (fault === undefined) return { ...journal, state: { phase: 'good', version: release.version } };
  const { bootId } = boot;
  return { ...journal, state: { phase: 'rolling-back', release, origin, urgent, reason: `health:${fault}`, bootId } };
}
