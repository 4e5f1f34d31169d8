import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeIdentity, newUnit, type Unit } from '@hub/adapters/identity';

/** An identity in the folder, as provisioning makes it, and the code of its label. */
export async function freshIdentity(dir: string): Promise<Unit & { readonly claimCode: string }> {
  const unit = await newUnit();
  makeIdentity(dir, unit, {
    keep: (path, content) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    openssl: (args) => execFileSync('openssl', args, { encoding: 'utf8' }),
  });
  return unit;
}
