import type { RolloutPlan } from '@hub/domain/rollout';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommunityDatabase, openCommunityDatabase } from './community-database';

const services = useServices({ beforeAll, afterAll });
const NOW = 1_790_000_000;
const hash = (letter: string) => letter.repeat(64);
const account = (email: string) => ({ email, password: 'scrypt$', language: 'cy' });

let database: CommunityDatabase;
let member: number;
let other: number;
beforeAll(async () => {
  const { socket, user, name } = services().database;
  database = openCommunityDatabase({ socketPath: socket, user, name });
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
  const home = (mpan: string) => ({ mpan, token: mpan, name: `home ${mpan}`, joinedDay: '2023-11-23' });
  await database.keepMembers([home('1'), home('2')], '2026-11-30');
  [member, other] = (await database.members()).map(({ id }) => id) as [number, number];
});
afterAll(() => database.close());

describe('a claim code', () => {
  it('makes one account of two that use it at once', async () => {
    expect(await database.accounts.setClaimCode(member, hash('a'))).toBe(true);
    const both = await Promise.all([
      database.accounts.claim(hash('a'), account('ann@b.uk'), NOW),
      database.accounts.claim(hash('a'), account('bob@b.uk'), NOW),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'used' });
    expect(await database.accounts.claim(hash('x'), account('c@b.uk'), NOW)).toEqual({ ok: false, why: 'unknown' });
  });

  it('is not given to a household that has its account, and an address serves one account', async () => {
    expect(await database.accounts.setClaimCode(member, hash('b'))).toBe(false);
    const { email } = (await database.accounts.byEmail('ann@b.uk')) ?? (await database.accounts.byEmail('bob@b.uk'))!;
    await database.accounts.setClaimCode(other, hash('c'));
    expect(await database.accounts.claim(hash('c'), account(email), NOW)).toEqual({ ok: false, why: 'email' });
    expect(await database.accounts.claim(hash('c'), account('carys@b.uk'), NOW)).toMatchObject({
      ok: true,
      account: { memberId: other, email: 'carys@b.uk', language: 'cy' },
    });
  });
});

describe('a session', () => {
  it('lasts until it ends, is closed, or the password changes', async () => {
    const { accounts } = database;
    const { id } = (await accounts.byEmail('carys@b.uk'))!;
    const [first, second] = [
      await accounts.openSession(id, NOW + 10, NOW),
      await accounts.openSession(id, NOW + 10, NOW),
    ];
    expect((await accounts.accountOfSession(first, NOW + 9))?.id).toBe(id);
    expect(await accounts.accountOfSession(first, NOW + 10)).toBeUndefined();
    expect(await accounts.accountOfSession(`${first}x`, NOW)).toBeUndefined();
    await accounts.closeOtherSessions(id, second);
    expect(await accounts.accountOfSession(first, NOW)).toBeUndefined();
    expect((await accounts.accountOfSession(second, NOW))?.id).toBe(id);
    await accounts.closeSession(second);
    expect(await accounts.accountOfSession(second, NOW)).toBeUndefined();
  });
});

describe('a hub', () => {
  const hub = (memberId: number) => ({ id: 'h-7k3m9x2p', memberId, version: '1.0.0', localAddresses: ['10.0.0.4'] });
  const certificate = (serial: string, issuedAt = NOW) => ({
    serial,
    hubId: 'h-7k3m9x2p',
    issuedAt,
    notAfter: issuedAt + 1000,
  });

  it('is known by its newest certificate', async () => {
    expect(await database.hubs.enrol(hub(member), certificate('01'))).toBe(true);
    expect(await database.hubs.hubOfCertificate('01')).toMatchObject({
      memberId: member,
      localAddresses: ['10.0.0.4'],
    });
    expect(await database.hubs.enrol(hub(member), certificate('02', NOW + 1))).toBe(true);
    expect(await database.hubs.hubOfCertificate('01')).toBe('revoked');
    expect(await database.hubs.hubOfCertificate('02')).toMatchObject({ id: 'h-7k3m9x2p' });
    expect(await database.hubs.hubOfCertificate('03')).toBeUndefined();
    await database.hubs.addCertificate(certificate('03'));
    expect(await database.hubs.hubOfCertificate('02')).toMatchObject({ id: 'h-7k3m9x2p' });
    expect((await database.hubs.revoked(NOW)).map(({ serial }) => serial)).toEqual(['01']);
    expect(await database.hubs.revoked(NOW + 1000)).toEqual([]);
  });

  it('stays with its household, and keeps what the team set for it when it is linked again', async () => {
    await database.hubs.set(['h-7k3m9x2p'], { group: 'pilot', hold: true });
    expect(await database.hubs.enrol(hub(other), certificate('04'))).toBe(false);
    expect(await database.hubs.hubOfCertificate('04')).toBeUndefined();
    await database.hubs.enrol(hub(member), certificate('05'));
    expect(await database.hubs.hub('h-7k3m9x2p')).toMatchObject({
      memberId: member,
      group: 'pilot',
      hold: true,
      pin: null,
    });
  });

  it('tells how it stands, and leaves nothing but its revoked certificates', async () => {
    await database.hubs.noteContact('h-7k3m9x2p', { version: '1.1.0' }, NOW + 5);
    await database.hubs.noteContact('h-7k3m9x2p', { updateStatus: '{}', localAddresses: [] }, NOW + 6);
    expect(await database.hubs.hubsOf(member)).toMatchObject([
      { version: '1.1.0', updateStatus: '{}', localAddresses: [], lastContact: NOW + 6 },
    ]);
    await database.hubs.log('h-7k3m9x2p', [{ at: NOW, event: 'version', detail: '1.1.0' }]);
    expect(await database.hubs.logOf('h-7k3m9x2p', 5)).toMatchObject([{ event: 'version', detail: '1.1.0' }]);
    // However often a hub says something new, its log stays as long as it is, and no one else's gets shorter.
    for (let round = 1; round <= 5; round++) {
      const entries = Array.from({ length: 90 }, (_, n) => ({ at: NOW + n, event: 'phase', detail: `${round}.${n}` }));
      await database.hubs.log('h-00000009', entries);
    }
    const log = await database.hubs.logOf('h-00000009', 1000);
    expect([log.length, log[0]?.detail, log.at(-1)?.detail]).toEqual([200, '5.89', '3.70']);
    expect(await database.hubs.logOf('h-7k3m9x2p', 1000)).toHaveLength(1);
    await database.hubs.removeHub('h-7k3m9x2p', NOW + 7);
    expect(await database.hubs.hubs()).toEqual([]);
    expect(await database.hubs.hubOfCertificate('05')).toBe('revoked');
  });
});

describe('releases and rollouts', () => {
  const plan: RolloutPlan = {
    version: '2.0.0',
    waves: [{ hubs: 1 }, { group: 'pilot' }],
    successPercent: 90,
    errorPercent: 5,
    soakS: 60,
    spreadS: 0,
    urgent: true,
  };

  it('keep a release as it was published', async () => {
    expect(await database.fleet.addRelease('2.0.0', '{"a":1}')).toBe(true);
    expect(await database.fleet.addRelease('2.0.0', '{"a":1}')).toBe(true);
    expect(await database.fleet.addRelease('2.0.0', '{"a":2}')).toBe(false);
    await database.fleet.setUploaded('2.0.0');
    expect(await database.fleet.release('2.0.0')).toMatchObject({ manifest: '{"a":1}', uploaded: true });
  });

  it('keep a rollout, its members and its log, also of a big fleet', async () => {
    const made = await database.fleet.addRollout(plan, NOW);
    const members = Array.from({ length: 2500 }, (_, index) => ({
      hubId: `h-${String(index).padStart(8, '0')}`,
      wave: 1,
      progress: 'waiting' as const,
      since: NOW,
      reason: null,
    }));
    const event = { at: NOW, event: 'created' as const, hubId: null, detail: 'x'.repeat(500) };
    await database.fleet.keepRollout({ ...made, openedAt: [NOW] }, members, [event]);
    const changed = { ...members[0]!, progress: 'failed' as const, reason: 'health:page', since: NOW + 1 };
    await database.fleet.keepRollout(
      { ...made, openedAt: [NOW, NOW + 9], state: 'paused', reason: 'r' },
      [changed],
      [],
    );
    expect(await database.fleet.rollouts()).toEqual([
      { ...made, openedAt: [NOW, NOW + 9], state: 'paused', reason: 'r' },
    ]);
    const kept = await database.fleet.rolloutMembers(made.id);
    expect(kept).toHaveLength(2500);
    expect(kept[0]).toEqual(changed);
    expect(await database.fleet.rolloutEvents(made.id, 10)).toEqual([{ ...event, detail: 'x'.repeat(255) }]);
    expect((await database.fleet.rollout(made.id))?.plan).toEqual(plan);
  });
});
