import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { matchesSecret } from '@hub/adapters/system';
import { isHubId } from '@hub/domain/provisioning';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isIdentity, readIdentity } from './identity';
import { type IdentityTools, makeIdentity } from './make-identity';
import { newUnit, type Unit, unitFrom, unitOf, unitText } from './unit';

const openssl = (args: readonly string[], input = ''): string =>
  execFileSync('openssl', args, { encoding: 'utf8', input });
const tools: IdentityTools = {
  keep: (path, content) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  },
  openssl,
};

let unit: Unit & { claimCode: string };
let dir: string;
beforeAll(async () => {
  unit = await newUnit();
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'identity-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const files = () =>
  ['unit.json', 'hub-id', 'key.pem', 'request.pem'].map((name) => readFileSync(join(dir, name), 'utf8'));

describe('a unit', () => {
  it('keeps the hash of its code, not the code', async () => {
    expect(isHubId(unit.hubId)).toBe(true);
    expect(await matchesSecret(unit.claimCode, unit.claimCodeHash)).toBe(true);
    expect(unitText(unit)).not.toContain(unit.claimCode);
    expect(unitOf(unitText(unit))).toEqual({ hubId: unit.hubId, claimCodeHash: unit.claimCodeHash });
  });

  it.each(['', 'none', '[]', 'null', '{}', '{"hubId":"h-0","claimCodeHash":"x"}'])('%j is none', (text) =>
    expect(unitOf(text)).toBeUndefined(),
  );

  it('is not made of half a file', () => {
    expect(unitFrom(unit.hubId, 'plain')).toBeUndefined();
    expect(unitFrom('hub', unit.claimCodeHash)).toBeUndefined();
  });
});

describe('an identity', () => {
  it('is a key that its own request is signed with, in the name of the hub', async () => {
    makeIdentity(dir, unit, tools);
    const identity = await readIdentity(dir);
    if (!isIdentity(identity)) throw new Error(identity.message);
    expect(identity).toMatchObject({ hubId: unit.hubId, claimCodeHash: unit.claimCodeHash });
    expect(createPrivateKey(identity.keyPem).asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
    const told = openssl(['req', '-verify', '-noout', '-subject', '-pubkey'], identity.requestPem);
    expect(told).toContain(`CN=${unit.hubId}`.replace('=', told.includes('CN = ') ? ' = ' : '='));
    const publicKey = createPublicKey(identity.keyPem).export({ type: 'spki', format: 'pem' });
    expect(told).toContain(String(publicKey).trim());
  });

  it('stays the same, whatever unit is offered later', async () => {
    makeIdentity(dir, unit, tools);
    const before = files();
    expect(makeIdentity(dir, await newUnit(), tools)).toMatchObject({ hubId: unit.hubId });
    expect(files()).toEqual(before);
  });

  it.each([0, 1, 2, 3, 4])('is completed after a cut at moment %i', async (moment) => {
    let count = 0;
    const cut = <Args extends unknown[], Result>(call: (...args: Args) => Result) => {
      return (...args: Args): Result => {
        if (count++ === moment) throw new Error('power cut');
        return call(...args);
      };
    };
    expect(() => makeIdentity(dir, unit, { keep: cut(tools.keep), openssl: cut(tools.openssl) })).toThrow('power cut');
    expect(isIdentity(await readIdentity(dir))).toBe(false);
    makeIdentity(dir, unit, tools);
    expect(await readIdentity(dir)).toMatchObject({ hubId: unit.hubId });
  });

  it('says what is wrong and gives no secret away', async () => {
    expect(await readIdentity(undefined)).toMatchObject({ code: 'HUB_NO_IDENTITY' });
    expect(await readIdentity(join(dir, 'nowhere'))).toMatchObject({ message: expect.stringContaining('ENOENT') });
    makeIdentity(dir, unit, tools);
    writeFileSync(join(dir, 'hub-id'), 'h-00000000\n');
    expect(await readIdentity(dir)).toMatchObject({ message: expect.stringContaining('do not fit') });
    writeFileSync(join(dir, 'hub-id'), `${unit.hubId}\n`);
    writeFileSync(join(dir, 'key.pem'), 'none');
    const problem = await readIdentity(dir);
    expect(problem).toMatchObject({ message: expect.stringContaining('key') });
    expect(JSON.stringify(problem)).not.toContain(unit.claimCodeHash);
  });
});
