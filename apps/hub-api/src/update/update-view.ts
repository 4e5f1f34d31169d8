import type { OfflineRefusal, OfflineState, UpdateStatus, UpdateView } from '@hub/contracts';

type Words = readonly [message: string, action: string];

/** What a refusal means for who brought the file. */
const REFUSALS: Readonly<Record<OfflineRefusal, Words>> = {
  NOT_A_BUNDLE: ['This file is no update for a hub.', 'Choose the file whose name ends in .raucb.'],
  WRONG_SIGNATURE: [
    'This update is not signed by anyone this hub trusts.',
    'Get the file from your club or from the makers of the hub.',
  ],
  PLAIN_FORMAT: ['This update has a form that does not protect its content.', 'Ask for it in the verity format.'],
  DAMAGED: ['This update is damaged or incomplete.', 'Copy or download the file again.'],
  UNREADABLE: ['This file could not be read.', 'Plug the stick in again, or copy the file again.'],
  OTHER_MACHINE: ['This update is for another kind of machine.', 'Choose the file for this hub.'],
  ALREADY_RUNNING: ['This version is running already.', 'Nothing to do.'],
  OLDER_THAN_MINIMUM: ['This version is older than this hub may go back to.', 'Choose a newer version.'],
  STEP_TOO_LARGE: ['This version cannot follow the one that runs in one step.', 'Install a version in between first.'],
  ROLLED_BACK_BEFORE: [
    'This version was tried before and did not work on this hub.',
    'Choose another version, or wait for the next one.',
  ],
};

export const wordsOf = (code: OfflineRefusal): { message: string; action: string } => {
  const [message, action] = REFUSALS[code];
  return { message, action };
};

/** Reasons for which what the team wants is not installed, not even by the button. */
const NOT_NOW = ['nothing-targeted', 'up-to-date', 'held', 'refused-before', 'wrong-compatible'].concat([
  'below-floor',
  'step-too-large',
]);

/** What the page shows of updates, from what the agent says. */
export function updateView(status: UpdateStatus | null, state: OfflineState | null): UpdateView {
  const bundles = state?.bundles ?? [];
  const offers = bundles.flatMap((bundle) => (bundle.state === 'offered' ? [bundle] : []));
  const [offline] = offers;
  return {
    available: offline !== undefined || (status !== null && isAvailable(status)),
    status,
    offline: offline ? { source: offline.source, version: offline.version, notes: offline.notes } : null,
    refused: bundles.flatMap((bundle) => {
      if (bundle.state !== 'refused') return [];
      const { source, file, code } = bundle;
      return [{ source, file, code, ...wordsOf(code) }];
    }),
  };
}

function isAvailable({ release, bootedVersion, phase, idleBecause }: UpdateStatus): boolean {
  if (!release || release.version === bootedVersion || phase === 'good' || phase === 'rolled-back') return false;
  return !(phase === 'idle' && idleBecause !== null && NOT_NOW.includes(idleBecause));
}
