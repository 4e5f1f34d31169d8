import type { ReleaseManifest, UpdateStatus } from '@hub/contracts';
import type { Boot, Outcome, UpdateJournal } from '@hub/domain/update';
import type { Progress } from './ports';

export interface Volatile {
  readonly manifest: Pick<ReleaseManifest, 'version' | 'notes'> | undefined;
  readonly idleBecause: string | undefined;
  readonly progress: Progress | undefined;
  readonly installedPercent: number | undefined;
  readonly serverContactAt: number | undefined;
}

/** What the household and the team see. The version is the one that runs, whatever was asked for. */
export function statusOf(journal: UpdateJournal, boot: Boot, now: Volatile): UpdateStatus {
  const { state, outcome } = journal;
  return {
    format: 1,
    bootedVersion: boot.version,
    slot: boot.slot,
    phase: state.phase,
    release: releaseOf(journal, now.manifest),
    idleBecause: state.phase === 'idle' ? (now.idleBecause ?? null) : null,
    progress: state.phase === 'downloading' ? (now.progress ?? null) : null,
    installedPercent: state.phase === 'installing' ? (now.installedPercent ?? null) : null,
    outcome: outcome ? outcomeOf(outcome) : null,
    refused: [...journal.refused],
    serverContactAt: now.serverContactAt ?? null,
  };
}

function releaseOf({ state }: UpdateJournal, manifest: Volatile['manifest']): UpdateStatus['release'] {
  const version = 'release' in state ? state.release.version : manifest?.version;
  if (version === undefined) return null;
  return { version, notes: manifest?.version === version ? manifest.notes : null };
}

const outcomeOf = (outcome: Outcome): UpdateStatus['outcome'] => ({
  kind: outcome.kind,
  version: outcome.version,
  reason: 'reason' in outcome ? outcome.reason : null,
  at: outcome.at,
});
