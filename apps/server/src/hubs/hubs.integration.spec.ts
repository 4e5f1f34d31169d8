import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { openAuthority } from '@hub/adapters/authority';
import { AccountView, Enrolled, HubCertificate, SeriesList, SummaryList, UpdateTarget } from '@hub/contracts';
import { type Identity, keyAndRequest, signedBy, useServices } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommunityFixture, type LinkedHub, PASSWORD } from '../spec/community-fixture';

const services = useServices({ beforeAll, afterAll });
const OWN = '/api/v1/hubs/self/target';
let club: CommunityFixture;
let ann: string;
let hub: LinkedHub;
beforeAll(async () => {
  club = await CommunityFixture.start(services());
  ann = await club.account('ann@example.org');
  await club.account('bob@example.org');
  hub = await club.link('ann@example.org', 'h-00000001');
});
afterAll(() => club.stop());

const enrolment = (given: object = {}) => ({
  method: 'POST',
  body: {
    hubId: 'h-00000002',
    csr: keyAndRequest().csr,
    email: 'ann@example.org',
    password: PASSWORD,
    localAddresses: [],
    version: '1.0.0',
    ...given,
  },
});
const enrol = (given: object = {}) => club.refusal('/api/v1/hubs/enrol', enrolment(given));
const hubs = async () => (await club.read(AccountView, '/api/v1/account', { headers: { cookie: ann } })).hubs;

describe('linking a hub', () => {
  it('gives it a certificate that says what the server says, whatever was asked for', async () => {
    const { key, csr } = keyAndRequest('/O=CydYnni/CN=cydynni-server');
    const answer = await club.read(Enrolled, '/api/v1/hubs/enrol', enrolment({ csr }));
    expect(answer).toMatchObject({ club: { key: 'bethesda', name: 'Bethesda' }, mqttUrl: null });
    expect(answer.serverCa).toBe(club.ca);
    const certificate = new X509Certificate(answer.certificate);
    expect(certificate.subject).toBe('CN=h-00000002');
    expect(certificate.verify(new X509Certificate(club.ca).publicKey)).toBe(true);
    expect(answer.notAfter).toBe(Date.parse(certificate.validTo) / 1000);
    const target = await club.read(UpdateTarget, OWN, { identity: { key, cert: answer.certificate } });
    expect(target.release).toBeNull();
  });

  it('needs the password, a good request, and a hub that is no one else’s', async () => {
    expect(await enrol({ password: 'guess' })).toEqual([401, 'WRONG_PASSWORD']);
    expect(await enrol({ email: 'unknown@example.org' })).toEqual([401, 'WRONG_PASSWORD']);
    expect(
      await enrol({ csr: `-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n` }),
    ).toEqual([400, 'SIGNING_REQUEST_UNREADABLE']);
    expect(await enrol({ csr: 'x' })).toEqual([400, 'SERVER_BAD_REQUEST']);
    expect(await enrol({ hubId: 'cydynni-server' })).toEqual([400, 'SERVER_BAD_REQUEST']);
    expect(await enrol({ email: 'bob@example.org', hubId: hub.id })).toEqual([409, 'HUB_TAKEN']);
    expect((await hubs()).map(({ id }) => id)).toEqual(['h-00000001', 'h-00000002']);
  });

  it('is for a few hubs of a household: who invents some finds an end', async () => {
    const cat = { email: 'cat@example.org' };
    await club.account(cat.email);
    for (const at of [1, 2, 3, 4]) await club.link(cat.email, `h-0000010${at}`);
    expect(await enrol({ ...cat, hubId: 'h-00000105' })).toEqual([409, 'HUB_TOO_MANY']);
    expect((await club.ask('/api/v1/hubs/enrol', enrolment({ ...cat, hubId: 'h-00000104' }))).status).toBe(201);
  });

  it('once more gives it another certificate, and the old one is no longer valid', async () => {
    const old = hub;
    hub = await club.link('ann@example.org', 'h-00000001');
    expect(await club.refusal(OWN, { identity: old })).toEqual([401, 'CERTIFICATE_REVOKED']);
    expect((await club.ask(OWN, { identity: hub })).status).toBe(200);
  });
});

describe('a certificate', () => {
  it('opens its own household, as the household’s key does', async () => {
    const { series } = await club.read(SeriesList, '/api/v1/series', { identity: hub });
    expect(series.map(({ kind }) => kind)).toContain('use');
    const withCookie = await club.read(SeriesList, '/api/v1/series', { headers: { cookie: ann } });
    expect(series).toEqual(withCookie.series);
    expect(
      (await club.read(SummaryList, '/api/v1/household/monthly', { identity: hub })).summaries.length,
    ).toBeGreaterThan(0);
    const other = await club.link('bob@example.org', 'h-00000003');
    const theirs = (await club.read(SeriesList, '/api/v1/series', { identity: other })).series.at(-1)?.id ?? 0;
    expect(await club.refusal(`/api/v1/series/${theirs}/data`, { identity: hub })).toEqual([
      404,
      'SERVER_SERIES_UNKNOWN',
    ]);
  });

  it('is needed, and nothing else will do', async () => {
    const key = await club.teamKey();
    expect(await club.refusal(OWN)).toEqual([401, 'CERTIFICATE_NEEDED']);
    expect(await club.refusal(OWN, { headers: { cookie: ann } })).toEqual([401, 'CERTIFICATE_NEEDED']);
    expect(await club.refusal(OWN, { headers: { authorization: `Bearer ${key}` } })).toEqual([
      401,
      'CERTIFICATE_NEEDED',
    ]);
  });

  it('is refused when it is forged, expired or not on the server’s list, and nothing is told but that', async () => {
    await openAuthority(join(club.dir, 'forger'), 'CydYnni hubs');
    const authority = join(club.dir, 'authority');
    const cases: [Identity, string][] = [
      [signedBy(join(club.dir, 'forger'), `/CN=${hub.id}`, 10), 'CERTIFICATE_UNKNOWN'],
      [signedBy(authority, `/CN=${hub.id}`, -1), 'CERTIFICATE_EXPIRED'],
      [signedBy(authority, `/CN=${hub.id}`, 10), 'CERTIFICATE_UNKNOWN'],
    ];
    for (const [identity, code] of cases) {
      for (const path of [OWN, '/api/v1/household/daily', '/api/v1/series'])
        expect(await club.refusal(path, { identity })).toEqual([401, code]);
      const { text } = await club.ask(OWN, { identity });
      expect(text).not.toContain('household');
      expect(text).not.toContain(hub.id);
    }
  });

  it('can be renewed, and the old one is good until it ends', async () => {
    const { key, csr } = keyAndRequest();
    const made = await club.read(HubCertificate, '/api/v1/hubs/self/renew', {
      method: 'POST',
      body: { csr },
      identity: hub,
    });
    expect((await club.ask(OWN, { identity: { key, cert: made.certificate } })).status).toBe(200);
    expect((await club.ask(OWN, { identity: hub })).status).toBe(200);
    expect(await club.refusal('/api/v1/hubs/self/renew', { method: 'POST', body: { csr } })).toEqual([
      401,
      'CERTIFICATE_NEEDED',
    ]);
  });
});

describe('a hub', () => {
  it('is found by its owner where it last was', async () => {
    const body = { version: '1.1.0', localAddresses: ['10.0.0.7', 'fe80::1%eth0'] };
    expect((await club.ask('/api/v1/hubs/self/contact', { method: 'POST', body, identity: hub })).status).toBe(204);
    expect((await hubs()).find(({ id }) => id === hub.id)).toEqual({
      id: hub.id,
      version: '1.1.0',
      lastContact: expect.any(Number),
      localAddresses: ['10.0.0.7', 'fe80::1%eth0'],
    });
    const wrong = { method: 'POST', identity: hub, body: { ...body, localAddresses: ['<b>'] } };
    expect(await club.refusal('/api/v1/hubs/self/contact', wrong)).toEqual([400, 'SERVER_BAD_REQUEST']);
  });

  it('may say more than is kept: what the fleet goes by stays', async () => {
    const body = {
      format: 1,
      bootedVersion: '1.2.0',
      slot: 'A',
      phase: 'idle',
      release: null,
      idleBecause: 'x'.repeat(70_000),
      progress: null,
      outcome: null,
      refused: Array.from({ length: 500 }, (_, at) => ({ version: `0.${at}.0`, reason: 'y'.repeat(300), at })),
      serverContactAt: null,
    };
    expect((await club.ask('/api/v1/hubs/self/state', { method: 'POST', body, identity: hub })).status).toBe(204);
    expect((await hubs()).find(({ id }) => id === hub.id)?.version).toBe('1.2.0');
  });

  it('is let go of by its owner or by itself, and then its certificate opens nothing', async () => {
    const remove = await club.ask(`/api/v1/account/hubs/${hub.id}`, { method: 'DELETE', headers: { cookie: ann } });
    expect(remove.status).toBe(204);
    expect(await club.refusal(OWN, { identity: hub })).toEqual([401, 'CERTIFICATE_REVOKED']);
    expect(await club.refusal('/api/v1/household/daily', { identity: hub })).toEqual([401, 'CERTIFICATE_REVOKED']);
    // Somebody else may have it now.
    const sold = await club.link('bob@example.org', hub.id);
    expect((await club.ask('/api/v1/hubs/self', { method: 'DELETE', identity: sold })).status).toBe(204);
    expect(await club.refusal(OWN, { identity: sold })).toEqual([401, 'CERTIFICATE_REVOKED']);
  });
});
