import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeIdentity, newUnit } from '@hub/adapters/identity';
import { shownClaimCode } from '@hub/domain/provisioning';

/** The hub of this computer: where its identity lies, and what would be printed on its label. */
export interface HubUnit {
  readonly dir: string;
  readonly hubId: string;
  readonly claimCode: string;
}

/** Makes the hub's identity as its first boot would; it stays what it is at the next start. The label is a file, for want of one to stick. */
export async function hubUnit(state: string): Promise<HubUnit> {
  const [dir, label] = [join(state, 'identity'), join(state, 'label')];
  if (existsSync(label)) {
    const [hubId = '', claimCode = ''] = readFileSync(label, 'utf8').trim().split(' ');
    return { dir, hubId, claimCode };
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const unit = await newUnit();
  const claimCode = shownClaimCode(unit.claimCode);
  makeIdentity(dir, unit, {
    keep: (path, content) => writeFileSync(path, content, { mode: 0o600 }),
    openssl: (args) => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  });
  // Last and whole: without it the identity would be made again, which leaves what is there but cannot know its code.
  writeFileSync(`${label}.new`, `${unit.hubId} ${claimCode}\n`, { mode: 0o600 });
  renameSync(`${label}.new`, label);
  return { dir, hubId: unit.hubId, claimCode };
}
