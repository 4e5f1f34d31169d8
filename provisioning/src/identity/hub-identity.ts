import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeIdentity, newUnit, type Unit } from '@hub/adapters/identity';
import { shownClaimCode } from '@hub/domain/provisioning';
import { type RunCommand } from '../command';
import { onWritableBoot } from '../files/boot-partition';
import { writeFileAtomic } from '../files/write-file-atomic';
import { unitOnCard } from './unit-on-card';

export interface IdentityPlaces {
  readonly bootDir: string;
  readonly dataDir: string;
}

const IDENTITY = 'secrets/hub';
/** The code of a hub that has no label, for its card; root's alone. */
const OWN_CODE = `${IDENTITY}/own-claim-code`;
const CODE_ON_CARD = 'claim-code.txt';

/**
 * Makes what is missing of this hub's identity. A hub that the factory gave none of its own invents id and code; its code is
 * kept before anything rests on it, so that a power cut never leaves a hub whose code is not known.
 *
 * @returns the code that the hub invented, as it is shown; undefined where the label has it
 * @throws ProvisioningError HUB_UNIT_FILE, HUB_COMMAND_FAILED
 */
export async function hubIdentity(places: IdentityPlaces, run: RunCommand): Promise<string | undefined> {
  const at = (path: string): string => join(places.dataDir, path);
  const isMade = existsSync(at(`${IDENTITY}/unit.json`));
  const labelled = isMade ? undefined : unitOnCard(places.bootDir);
  if (labelled) rmSync(at(OWN_CODE), { force: true });
  const unit = isMade ? UNUSED : (labelled ?? (await inventedUnit(at(OWN_CODE))));
  makeIdentity(at(IDENTITY), unit, {
    keep: (path, content) => writeFileAtomic(path, content),
    openssl: (args) => run('openssl', args),
  });
  if (!existsSync(at(OWN_CODE))) return undefined;
  const code = shownClaimCode(readFileSync(at(OWN_CODE), 'utf8').trim());
  showOnCard(places.bootDir, run, code);
  return code;
}

/** `makeIdentity` asks for a unit where it finds none; where there is one it is not looked at. */
const UNUSED: Unit = { hubId: 'h-', claimCodeHash: '' };

/** Its code is on the disk first: the last one that was kept is the one that counts. */
async function inventedUnit(codeFile: string): Promise<Unit> {
  const { claimCode, ...unit } = await newUnit();
  writeFileAtomic(codeFile, `${claimCode}\n`);
  return unit;
}

function showOnCard(bootDir: string, run: RunCommand, code: string): void {
  const file = join(bootDir, CODE_ON_CARD);
  const text = `${code}\r\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  onWritableBoot(bootDir, run, () => {
    writeFileSync(file, text, { flush: true });
  });
}
