import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUnit, readIdentity, type Unit } from '@hub/adapters/identity';
import { matchesSecret } from '@hub/adapters/system';
import { typedClaimCode } from '@hub/domain/provisioning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, type RunCommand } from '../command';
import { hubIdentity } from './hub-identity';

let dir: string;
let mounts: string[];
const places = () => ({ bootDir: join(dir, 'boot'), dataDir: join(dir, 'data') });
const run: RunCommand = (program, args, options) => {
  if (program !== 'mount') return runCommand(program, args, options);
  mounts.push(args[1] ?? '');
  return '';
};
const identity = () => readIdentity(join(dir, 'data/secrets/hub'));
const onCard = (text: string) => writeFileSync(join(dir, 'boot/cydynni-unit.toml'), text);
const toml = ({ hubId, claimCodeHash }: Unit) => `hub_id = "${hubId}"\nclaim_code_scrypt = "${claimCodeHash}"\n`;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hub-identity-'));
  mkdirSync(join(dir, 'boot'));
  mounts = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('a hub with a label', () => {
  it('is who its label says, and writes no code anywhere', async () => {
    const unit = await newUnit();
    onCard(toml(unit));
    expect(await hubIdentity(places(), run)).toBeUndefined();
    expect(await identity()).toMatchObject({ hubId: unit.hubId, claimCodeHash: unit.claimCodeHash });
    expect([existsSync(join(dir, 'boot/claim-code.txt')), mounts]).toEqual([false, []]);
  });

  it('stays who it is when another file comes later, or none', async () => {
    const unit = await newUnit();
    onCard(toml(unit));
    await hubIdentity(places(), run);
    onCard(toml(await newUnit()));
    await hubIdentity(places(), run);
    onCard('damaged');
    await hubIdentity(places(), run);
    expect(await identity()).toMatchObject({ hubId: unit.hubId });
  });

  it.each(['', 'hub_id = "h-01234567"', 'hub_id = 3\nclaim_code_scrypt = 4', '= nothing', 'hub_id = "../x"'])(
    'has no identity with a damaged file: %j',
    async (text) => {
      onCard(text);
      await expect(hubIdentity(places(), run)).rejects.toMatchObject({ code: 'HUB_UNIT_FILE' });
      expect(await identity()).toMatchObject({ code: 'HUB_NO_IDENTITY' });
    },
  );
});

describe('a hub without a label', () => {
  it('invents a code and shows it on its card alone', async () => {
    const code = (await hubIdentity(places(), run)) ?? '';
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(readFileSync(join(dir, 'boot/claim-code.txt'), 'utf8')).toBe(`${code}\r\n`);
    expect(mounts).toEqual(['remount,rw,sync', 'remount,ro']);
    const made = await identity();
    const hash = 'claimCodeHash' in made ? made.claimCodeHash : '';
    expect(await matchesSecret(typedClaimCode(code) ?? '', hash)).toBe(true);
    for (const name of ['own-claim-code', 'key.pem', 'unit.json'])
      expect(statSync(join(dir, 'data/secrets/hub', name)).mode & 0o777).toBe(0o600);
  });

  it('writes the card once, and again when the file was taken away', async () => {
    const code = await hubIdentity(places(), run);
    expect(await hubIdentity(places(), run)).toBe(code);
    expect(mounts).toHaveLength(2);
    rmSync(join(dir, 'boot/claim-code.txt'));
    expect(await hubIdentity(places(), run)).toBe(code);
    expect(readFileSync(join(dir, 'boot/claim-code.txt'), 'utf8')).toBe(`${String(code)}\r\n`);
  });

  it('shows the code that counts after a cut at any moment', async () => {
    // openssl, then the two mounts.
    for (const moment of [0, 1, 2]) {
      let count = 0;
      const cut: RunCommand = (program, args, options) => {
        if (count++ === moment) throw new Error('power cut');
        return run(program, args, options);
      };
      await expect(hubIdentity(places(), cut)).rejects.toThrow('power cut');
      const code = (await hubIdentity(places(), run)) ?? '';
      const made = await identity();
      const hash = 'claimCodeHash' in made ? made.claimCodeHash : '';
      expect(await matchesSecret(typedClaimCode(code) ?? '', hash)).toBe(true);
      rmSync(join(dir, 'data'), { recursive: true });
      rmSync(join(dir, 'boot/claim-code.txt'));
    }
  });
});
