import { type ProvisionReport } from '@hub/contracts';
import { type Problem } from '@hub/domain/provisioning';
import { ProvisioningError } from '../provisioning-error';

/** What came of the system's steps of the first boot: null, or what was thrown. */
export type Outcomes = Readonly<Record<'storage' | 'identity' | 'broker', unknown>>;

/** `/run/cydynni/provision.json`. Says nothing that a program printed: it may hold a path, never a secret. */
export const provisionReport = (outcomes: Outcomes, time: number): ProvisionReport => ({
  format: 1,
  time,
  steps: (['storage', 'identity', 'broker'] as const).map((step) => ({
    step,
    error: outcomes[step] === null ? null : problemOf(outcomes[step]),
  })),
});

function problemOf(error: unknown): Problem {
  if (error instanceof ProvisioningError) return { code: error.code, message: error.message, action: error.action };
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return {
    code: 'HUB_PROVISION_FAILED',
    message: `This part of the first start could not be done${code}.`,
    action: 'Start the hub again; if it stays, check the card, or write it again.',
  };
}
