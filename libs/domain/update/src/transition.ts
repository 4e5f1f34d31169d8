import { allowRetry, fail, finish, refuse } from './ending';
import type { Offer } from './offer';
import { isOffline } from './offline';
import { here, resume, rolledBack } from './resume';
import type { Boot, UpdateEvent } from './update-event';
import type { UpdateMemory, UpdateState } from './update-state';

type Wanted = Extract<Offer, { kind: 'install' }>;
type Event<T extends UpdateEvent['type']> = Extract<UpdateEvent, { type: T }>;

/**
 * The update state machine: idle → checking → (installing, or downloading → installing) → pending-reboot → verifying →
 * good | rolled-back. An event that means nothing in the present state leaves the memory as it is.
 *
 * The caller writes the result to the card when {@link mustPersist} says so, and only then does what `actOf` asks.
 */
export function transition(memory: UpdateMemory, event: UpdateEvent): UpdateMemory {
  switch (event.type) {
    case 'started':
      return resume(memory, event.boot, event.at);
    case 'check-due':
      return move(memory, 'idle', { phase: 'checking' });
    case 'check-failed':
      return move(memory, 'checking', { phase: 'idle' });
    case 'offered':
      return offered(memory, event);
    case 'downloaded':
      return downloaded(memory);
    case 'download-failed':
      return downloadFailed(memory, event);
    case 'installed':
      return installed(memory, event);
    case 'install-failed':
      return installFailed(memory, event);
    case 'verdict':
      return judged(memory, event);
    case 'settled':
      return finish(memory, event.boot.slot, event.at);
    case 'retry-allowed':
      return allowRetry(memory, event.version);
  }
}

const move = (memory: UpdateMemory, from: UpdateState['phase'], state: UpdateState): UpdateMemory =>
  memory.state.phase === from ? { ...memory, state } : memory;

/** The target is asked for during an update too, so that the team can take it back until the restart. */
function offered(memory: UpdateMemory, { offer, boot }: Event<'offered'>): UpdateMemory {
  const { state } = memory;
  const wanted = offer.kind === 'install' ? offer : undefined;
  // What the team wants is no reason to take back what someone in the house has begun.
  if ('release' in state && isOffline(state.release)) return memory;
  switch (state.phase) {
    case 'checking':
      return { ...memory, state: wanted ? begun(wanted, boot) : { phase: 'idle' } };
    case 'downloading':
      if (wanted?.release.sha256 !== state.release.sha256) return { ...memory, state: { phase: 'idle' } };
      return { ...memory, state: { ...state, release: wanted.release, urgent: wanted.urgent } };
    case 'pending-reboot':
      if (wanted?.release.sha256 !== state.release.sha256) return rolledBack(memory, state, 'withdrawn');
      return { ...memory, state: { ...state, urgent: wanted.urgent } };
    default:
      return memory;
  }
}

/** From the server as a stream; what someone brought by a copy on the card, since a stick may be pulled out. */
function begun({ release, urgent }: Wanted, boot: Boot): UpdateState {
  const working = { release, urgent, origin: here(boot) };
  if (isOffline(release)) return { phase: 'downloading', ...working };
  return { phase: 'installing', source: 'stream', ...working };
}

function downloaded(memory: UpdateMemory): UpdateMemory {
  if (memory.state.phase !== 'downloading') return memory;
  return { ...memory, state: { ...memory.state, phase: 'installing', source: 'file' } };
}

function downloadFailed(memory: UpdateMemory, { reason, at }: Event<'download-failed'>): UpdateMemory {
  return memory.state.phase === 'downloading' ? fail(memory, memory.state.release.version, reason, at) : memory;
}

function installed(memory: UpdateMemory, { before, at }: Event<'installed'>): UpdateMemory {
  if (memory.state.phase !== 'installing') return memory;
  const { release, origin, urgent } = memory.state;
  const state: UpdateState = { phase: 'pending-reboot', release, origin, urgent, before, readyAt: at };
  return { ...memory, state, failures: undefined };
}

/** A stream that fails, for whatever reason, gets a second chance as a checked download. */
function installFailed(memory: UpdateMemory, { failure, reason, at }: Event<'install-failed'>): UpdateMemory {
  const { state } = memory;
  if (state.phase !== 'installing') return memory;
  const { release, origin, urgent } = state;
  if (state.source === 'stream') {
    return { ...memory, state: { phase: 'downloading', release, origin, urgent } };
  }
  const next = fail(memory, release.version, reason, at);
  // The file was complete and had the promised hash, and RAUC still will not have it: trying again cannot help.
  return failure === 'bundle' ? refuse(next, release.version, reason, at) : next;
}

function judged(memory: UpdateMemory, { fault, boot }: Event<'verdict'>): UpdateMemory {
  const { state } = memory;
  if (state.phase !== 'verifying') return memory;
  const { release, origin, urgent } = state;
  if (fault === undefined) return { ...memory, state: { phase: 'good', version: release.version } };
  const { bootId } = boot;
  return { ...memory, state: { phase: 'rolling-back', release, origin, urgent, reason: `health:${fault}`, bootId } };
}
