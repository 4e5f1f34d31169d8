import { ErrorBody } from '@hub/contracts';
import { type Asked, type DescribedCall, describedCalls, type OpenApi, useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import committed from '../../openapi.json';
import { CommunityFixture } from '../spec/community-fixture';

/* Every call of the community server with every kind of caller: what the document does not say is open is refused. */

const document = committed as unknown as OpenApi;
const calls = describedCalls(document);
const KINDS = ['team', 'session', 'hub'] as const;
type Kind = (typeof KINDS)[number];
type Caller = Kind | 'unauthenticated';

const services = useServices({ beforeAll, afterAll });
let server: CommunityFixture;
let callers: ReadonlyMap<Caller, Asked>;
beforeAll(async () => {
  server = await CommunityFixture.start(services());
  const cookie = await server.account('mair@example.org');
  const identity = await server.link('mair@example.org', 'h-00000001');
  callers = new Map<Caller, Asked>([
    ['unauthenticated', {}],
    ['team', { headers: { authorization: `Bearer ${await server.teamKey()}` } }],
    ['session', { headers: { cookie } }],
    ['hub', { identity }],
  ]);
});
afterAll(() => server.stop());

/** What one of a call's ways in asks for; `nothing` where it is open. */
function waysIn({ name }: DescribedCall): readonly string[] {
  const [method = '', path = ''] = name.split(' ');
  const security = document.paths[path]?.[method.toLowerCase()]?.security ?? [];
  return security.length === 0 ? ['nothing'] : security.flatMap((way) => Object.keys(way)[0] ?? 'nothing');
}

const ask = ({ path, method, body }: DescribedCall, caller: Caller) =>
  server.ask(path, { method, ...(body !== undefined && { body }), ...callers.get(caller) });

it('says of each call that changes something without an account, a certificate or a key why it has to be open', () => {
  const open = calls.filter((call) => !call.name.startsWith('GET ') && waysIn(call).includes('nothing'));
  expect(open.map(({ name }) => name).sort()).toEqual(
    [
      // Makes an account, with a claim code of the team.
      'POST /api/v1/accounts',
      // Links a hub, with the account's password.
      'POST /api/v1/hubs/enrol',
      // Signs in and out.
      'DELETE /api/v1/sessions',
      'POST /api/v1/sessions',
    ].sort(),
  );
});

it('lets everyone look at the community, at what a release is, and at how the server is', () => {
  const open = calls.filter((call) => call.name.startsWith('GET ') && waysIn(call).includes('nothing'));
  const groups = new Set(open.map(({ name }) => name.replace('/api/v1', '').split('/')[1]));
  expect([...groups].map(String).sort()).toEqual(
    ['club', 'community', 'demandshaper', 'health', 'live', 'releases', 'series', 'whoami'].sort(),
  );
});

const closed = calls.filter((call) => !waysIn(call).includes('nothing'));

it.each(closed)('$name is refused to whom it is not for', async (call) => {
  const ways = waysIn(call);
  const others = [...callers.keys()].filter((caller) => !ways.includes(caller));
  expect(others.length).toBeGreaterThan(0);
  for (const caller of others) {
    const { status, text } = await ask(call, caller);
    expect([caller, status]).toEqual([caller, 401]);
    expect(ErrorBody.parse(JSON.parse(text)).error.action).not.toBe('');
  }
});

it.each(closed.filter(({ method }) => method === 'GET'))('$name answers those whom it is for', async (call) => {
  const own = KINDS.filter((kind) => waysIn(call).includes(kind));
  expect(own.length).toBeGreaterThan(0);
  for (const caller of own) {
    const { status } = await ask(call, caller);
    expect([caller, status === 401 || status === 403]).toEqual([caller, false]);
  }
});
