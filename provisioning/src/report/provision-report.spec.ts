import { ProvisionReport } from '@hub/contracts';
import { expect, it } from 'vitest';
import { ProvisioningError } from '../provisioning-error';
import { provisionReport } from './provision-report';

it('says of each step whether it is done, and what would help where it is not', () => {
  const full = Object.assign(new Error('ENOSPC: /data/secrets/mqtt/admin'), { code: 'ENOSPC' });
  const outcomes = {
    storage: null,
    identity: new ProvisioningError('HUB_UNIT_FILE', 'Damaged.', 'Mend it.'),
    broker: full,
  };
  const report = provisionReport(outcomes, 1_790_000_000);
  expect(ProvisionReport.parse(JSON.parse(JSON.stringify(report)))).toEqual({
    format: 1,
    time: 1_790_000_000,
    steps: [
      { step: 'storage', error: null },
      { step: 'identity', error: { code: 'HUB_UNIT_FILE', message: 'Damaged.', action: 'Mend it.' } },
      { step: 'broker', error: expect.objectContaining({ code: 'HUB_PROVISION_FAILED' }) },
    ],
  });
  expect(JSON.stringify(report)).toContain('(ENOSPC)');
  expect(JSON.stringify(report)).not.toContain('/data');
});
