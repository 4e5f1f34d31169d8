import { enrolmentKeyOf, type Unit, unitFrom } from '@hub/adapters/identity';
import type { FactoryHubs } from '@hub/contracts';
import { typedClaimCode } from '@hub/domain/provisioning';
import { ProvisioningError } from '../provisioning-error';

/** One hub before it has a card: its name, the code of its label, and what of the code its card may know. */
export interface FactoryUnit extends Unit {
  readonly claimCode: string;
}

/** `cydynni-unit.toml` of the card: the code itself is only on the label. */
export const unitToml = ({ hubId, claimCodeHash }: Unit): string =>
  `# Who this hub is. Taken over at its first start.\nhub_id = "${hubId}"\nclaim_code_scrypt = "${claimCodeHash}"\n`;

/** What the community server is told of a batch (`./hub team add-hubs`), so that no stranger links a hub by one of these names. */
export const factoryList = (units: readonly Unit[]): FactoryHubs => ({
  hubs: units.map((unit) => ({ hubId: unit.hubId, enrolmentKey: enrolmentKeyOf(unit) })),
});

/** Reads the units of a batch. Throws `FACTORY_UNITS` for anything else. */
export function readUnits(text: string): readonly FactoryUnit[] {
  const json = parsed(text);
  if (!Array.isArray(json) || json.length === 0) throw unreadable('it is no list of units');
  return json.map((entry: unknown) => {
    const { hubId, claimCodeHash, claimCode } = isRecord(entry) ? entry : {};
    const unit = unitFrom(hubId, claimCodeHash);
    const code = typeof claimCode === 'string' ? typedClaimCode(claimCode) : undefined;
    if (!unit || code === undefined) throw unreadable('one of its units is incomplete');
    return { ...unit, claimCode: code };
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable('it is not JSON');
  }
}

const unreadable = (why: string): ProvisioningError =>
  new ProvisioningError(
    'FACTORY_UNITS',
    `the file of units cannot be used: ${why}`,
    'Begin a new batch in another folder',
  );
