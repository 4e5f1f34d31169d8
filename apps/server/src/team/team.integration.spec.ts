import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommunityFixture, type LinkedHub, PASSWORD } from '../spec/community-fixture';
import { run } from './run';

const services = useServices({ beforeAll, afterAll });
const BUNDLE = Buffer.from('bundle');
let club: CommunityFixture;
let hub: LinkedHub;
let dir: string;
beforeAll(async () => {
  club = await CommunityFixture.start(services(), { fleetIntervalS: 1 });
  await club.account('ann@example.org');
  hub = await club.link('ann@example.org', 'h-00000001');
  dir = mkdtempSync(join(tmpdir(), 'team-'));
  mkdirSync(join(dir, 'authority'));
  writeFileSync(join(dir, 'address'), club.url.replace('127.0.0.1', 'localhost'));
  writeFileSync(join(dir, 'team-key'), await club.teamKey());
  writeFileSync(join(dir, 'authority/ca.pem'), club.ca);
});
afterAll(async () => {
  await club.stop();
  rmSync(dir, { recursive: true });
});

const hubRollout = async (...args: string[]): Promise<string> => {
  let said = '';
  await run(args, { environment: {}, local: dir, print: (text) => (said += text) });
  return said;
};
const release = (version: string): string => {
  const folder = join(dir, version);
  mkdirSync(folder);
  writeFileSync(join(folder, 'b.raucb'), BUNDLE);
  const bundle = { url: 'b.raucb', bytes: BUNDLE.length, sha256: createHash('sha256').update(BUNDLE).digest('hex') };
  const about = { format: 1, version, compatible: 'x', minimumVersion: '0.0.1', releasedAt: 1_790_000_000 };
  writeFileSync(join(folder, 'release.json'), JSON.stringify({ ...about, bundle, notes: { en: '', cy: '' } }));
  return folder;
};

it('publishes a release, rolls it out, and watches it to its end', async () => {
  expect(await hubRollout('publish', release('1.1.0'))).toContain('1.1.0    2026-09-21 14:13  6      here');
  expect(await hubRollout('releases')).toContain('1.1.0');
  expect(await hubRollout('create', '1.1.0', '--waves', '1,100%', '--soak', '0', '--urgent')).toContain(
    'Rollout 1 of 1.1.0 is running',
  );
  expect(await hubRollout('pause', '1')).toContain('is paused: by the team');
  expect(await hubRollout('resume', '1')).toContain('is running');
  const watched = hubRollout('watch', '1');
  const body = {
    ...{ format: 1, bootedVersion: '1.1.0', slot: 'B', phase: 'idle', release: null, idleBecause: null },
    ...{ progress: null, outcome: null, refused: [], serverContactAt: null },
  };
  await club.ask('/api/v1/hubs/self/state', { method: 'POST', body, identity: hub });
  expect(await watched).toContain('is finished');
  expect(await hubRollout('list')).toMatch(/1 +1\.1\.0 +finished/);
  expect(await hubRollout('log', hub.id)).toContain('1.0.0 → 1.1.0');
});

it('sets a version, a hold and a group for single hubs and for groups', async () => {
  expect(await hubRollout('hold', hub.id)).toContain('held');
  expect(await hubRollout('target', hub.id, '1.1.0')).toContain('held, pinned to 1.1.0');
  await hubRollout('unhold', hub.id);
  await hubRollout('target', hub.id, 'none');
  expect(await hubRollout('share', 'pilot', '100%')).toBe(`pilot is 1 hubs now:\n  ${hub.id}\n`);
  expect(await hubRollout('hubs')).toMatch(/h-00000001 +1\.1\.0 +1\.1\.0 +idle .* pilot\n/);
  expect(await hubRollout('group', hub.id, 'none')).not.toContain('pilot');
});

it('lets a household in again that forgot its password, and ends an account with its hubs', async () => {
  const mpan = '2300000000000';
  const cookie = await club.account('bob@example.org');
  const other = await club.link('bob@example.org', 'h-00000002');
  await expect(hubRollout('claim-code', mpan)).rejects.toMatchObject({ code: 'HOUSEHOLD_HAS_ACCOUNT' });
  await expect(hubRollout('claim-code', '2300000000999')).rejects.toMatchObject({ code: 'HOUSEHOLD_UNKNOWN' });
  await expect(hubRollout('claim-code', 'x')).rejects.toMatchObject({ code: 'SERVER_BAD_REQUEST' });

  expect(await hubRollout('remove-account', mpan)).toBe('The account is gone.\n');
  await expect(hubRollout('remove-account', mpan)).rejects.toMatchObject({ code: 'HOUSEHOLD_HAS_NO_ACCOUNT' });
  const credentials = { email: 'ann@example.org', password: PASSWORD };
  expect(await club.refusal('/api/v1/sessions', { method: 'POST', body: credentials })).toEqual([
    401,
    'WRONG_PASSWORD',
  ]);
  // Its hub goes on meanwhile, and is there again with the new account.
  expect((await club.ask('/api/v1/hubs/self/target', { identity: hub })).status).toBe(200);
  const claimCode = (await hubRollout('claim-code', mpan)).trim();
  const made = await club.ask('/api/v1/accounts', { method: 'POST', body: { ...credentials, claimCode } });
  expect(made.status).toBe(201);
  expect(made.text).toContain(hub.id);

  expect(await hubRollout('remove-account', '2300000000001', '--unlink')).toContain('h-00000002 is unlinked');
  expect(await club.refusal('/api/v1/account', { headers: { cookie } })).toEqual([401, 'SIGN_IN_NEEDED']);
  expect(await club.refusal('/api/v1/hubs/self/target', { identity: other })).toEqual([401, 'CERTIFICATE_REVOKED']);
  const paths = [`/api/v1/households/${mpan}/claim-code`, '/api/v1/households/2300000000001/claim-code'];
  for (const path of paths) expect(await club.refusal(path, { method: 'POST' })).toEqual([401, 'TEAM_KEY_NEEDED']);
});

it('says what the server says when it refuses, and when it cannot be asked', async () => {
  await expect(hubRollout('create', '9.9.9')).rejects.toMatchObject({ code: 'RELEASE_UNKNOWN' });
  await expect(hubRollout('show', '77')).rejects.toMatchObject({ code: 'ROLLOUT_UNKNOWN' });
  await expect(hubRollout('abort', '1')).rejects.toMatchObject({ code: 'ROLLOUT_STATE' });
  await expect(hubRollout('hold', 'h-zzzzzzzz')).rejects.toMatchObject({ code: 'HUB_UNKNOWN' });
  await expect(hubRollout('publish', dir)).rejects.toMatchObject({ code: 'TEAM_NO_RELEASE' });
  // A server that was named is not trusted by the certificate of this checkout.
  await expect(hubRollout('list', '--server', club.url)).rejects.toMatchObject({ code: 'TEAM_UNREACHABLE' });
  await expect(hubRollout('list', '--server', 'https://127.0.0.1:1')).rejects.toMatchObject({
    code: 'TEAM_UNREACHABLE',
  });
});
