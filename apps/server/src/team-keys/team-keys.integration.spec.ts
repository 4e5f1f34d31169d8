import { AuditPage, TeamKeyList, TeamKeyMade } from '@hub/contracts';
import { TEAM_SCOPES, type TeamScope } from '@hub/domain/access';
import { type Asked, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommunityFixture } from '../spec/community-fixture';

const services = useServices({ beforeAll, afterAll });
let club: CommunityFixture;
let first: string;
beforeAll(async () => {
  club = await CommunityFixture.start(services());
  first = await club.teamKey();
});
afterAll(() => club.stop());

const by = (key: string, method = 'GET', body?: unknown): Asked => ({
  method,
  ...(body !== undefined && { body }),
  headers: { authorization: `Bearer ${key}` },
});
const make = (name: string, scopes: readonly string[], key = first) =>
  club.read(TeamKeyMade, '/api/v1/team/keys', by(key, 'POST', { name, scopes }));
const auditOf = async (limit = 100) =>
  (await club.read(AuditPage, `/api/v1/team/audit?limit=${limit}`, by(first))).entries;

/** A call that changes something, for each scope; what it is about does not exist, so that it changes nothing. */
const CHANGES: readonly (readonly [TeamScope, string, string, unknown?])[] = [
  ['members', 'POST', '/api/v1/households/1200000000000/claim-code'],
  ['members', 'DELETE', '/api/v1/households/1200000000000/account'],
  ['tariffs', 'DELETE', '/api/v1/club/tariffs/2099-01-01'],
  ['tariffs', 'POST', '/api/v1/settlement/fetch-again', { from: '2017-01-01', to: '2017-01-01' }],
  ['release', 'POST', '/api/v1/rollouts/99/pause'],
  ['release', 'PUT', '/api/v1/releases/9.9.9/bundle', {}],
  ['fleet', 'PUT', '/api/v1/fleet/hubs/h-99999999/hold', { hold: true }],
  ['keys', 'DELETE', '/api/v1/team/keys/000000000000'],
];
const LOOKS = ['/api/v1/releases', '/api/v1/rollouts', '/api/v1/fleet/hubs', '/api/v1/team/keys', '/api/v1/team/audit'];

describe('a key of the team', () => {
  it('opens what its scope is for, and nothing else', async () => {
    for (const own of TEAM_SCOPES) {
      const { key } = await make(`only ${own}`, [own]);
      for (const [scope, method, path, body] of CHANGES) {
        const { status, text } = await club.ask(path, by(key, method, body));
        expect([own, path, status === 403 && text.includes('TEAM_SCOPE_NEEDED')]).toEqual([own, path, own !== scope]);
      }
      for (const path of LOOKS) {
        const { status } = await club.ask(path, by(key));
        const mine = path.includes('team')
          ? own === 'keys'
          : path.includes('fleet')
            ? own === 'fleet'
            : own === 'release';
        expect([own, path, status]).toEqual([own, path, own === 'view' || mine ? 200 : 403]);
      }
    }
  });

  it('is listed, gives no more than it has, and opens nothing once it is revoked', async () => {
    const { key, id } = await make('Carys', ['keys', 'view']);
    expect(await club.refusal('/api/v1/team/keys', by(key, 'POST', { name: 'x', scopes: ['fleet'] }))).toEqual([
      403,
      'TEAM_SCOPE_NOT_OWN',
    ]);
    await make('script', ['view'], key);
    const { keys } = await club.read(TeamKeyList, '/api/v1/team/keys', by(first));
    expect(keys.find((each) => each.id === id)).toMatchObject({ name: 'Carys', scopes: ['view', 'keys'] });
    expect(keys.find(({ name }) => name === 'spec')?.scopes).toEqual(TEAM_SCOPES);
    expect(JSON.stringify(keys)).not.toContain(key);
    await club.read(TeamKeyList, `/api/v1/team/keys/${id}`, by(first, 'DELETE'));
    expect(await club.refusal('/api/v1/team/keys', by(key))).toEqual([401, 'TEAM_KEY_NEEDED']);
    expect(await club.refusal(`/api/v1/team/keys/${id}`, by(first, 'DELETE'))).toEqual([404, 'TEAM_KEY_UNKNOWN']);
  });

  it.each([{ name: '', scopes: ['view'] }, { name: 'x', scopes: [] }, { name: 'x', scopes: ['root'] }, {}])(
    'is not made of %j',
    async (body) => {
      expect((await club.ask('/api/v1/team/keys', by(first, 'POST', body))).status).toBe(400);
    },
  );
});

describe('the audit log', () => {
  it('has who changed what and what was refused, and nothing of who looked', async () => {
    const { key, id } = await make('Dewi', ['view', 'fleet']);
    const last = (await auditOf(1))[0]?.id ?? 0;
    await club.ask('/api/v1/fleet/hubs', by(key));
    await club.ask('/api/v1/fleet/hubs/h-99999999/hold', by(key, 'PUT', { hold: true }));
    await club.ask('/api/v1/rollouts/99/abort', by(key, 'POST'));
    const own = async () => (await auditOf()).filter((entry) => entry.id > last && entry.status !== null);
    await waitFor(async () => (await own()).length === 2, { what: 'both calls with their status' });
    expect(await own()).toMatchObject([
      { by: 'Dewi', keyId: id, call: 'POST /api/v1/rollouts/99/abort', status: 403 },
      { by: 'Dewi', keyId: id, call: 'PUT /api/v1/fleet/hubs/h-99999999/hold', detail: '{"hold":true}', status: 404 },
    ]);
  });

  it('is read a page at a time, and cannot be changed', async () => {
    const page = await club.read(AuditPage, '/api/v1/team/audit?limit=2', by(first));
    const next = await club.read(AuditPage, `/api/v1/team/audit?limit=2&before=${page.next ?? 0}`, by(first));
    const ids = [...page.entries, ...next.entries].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(4);
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH'])
      expect((await club.ask('/api/v1/team/audit', by(first, method))).status).toBe(404);
  });
});
