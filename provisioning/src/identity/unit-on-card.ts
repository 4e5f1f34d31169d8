import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Unit, unitFrom } from '@hub/adapters/identity';
import { parse } from 'smol-toml';
import { ProvisioningError } from '../provisioning-error';

const FILE = 'cydynni-unit.toml';

/**
 * What the factory wrote on the boot partition: the id and the code of this hub's label. Undefined on a card without it.
 *
 * @throws ProvisioningError HUB_UNIT_FILE: a hub with another name than its label could not be found
 */
export function unitOnCard(bootDir: string): Unit | undefined {
  const file = join(bootDir, FILE);
  if (!existsSync(file)) return undefined;
  const unit = unitOf(readFileSync(file, 'utf8'));
  if (unit) return unit;
  throw new ProvisioningError(
    'HUB_UNIT_FILE',
    `${FILE} on the card is damaged.`,
    'Write the card again, or remove the file: the hub then makes a code of its own.',
  );
}

function unitOf(text: string): Unit | undefined {
  try {
    const { hub_id: hubId, claim_code_scrypt: claimCodeHash } = parse(text);
    return unitFrom(hubId, claimCodeHash);
  } catch {
    return undefined;
  }
}
