import { enrolmentKeyOf, enrolmentProof, newUnit } from '@hub/adapters/identity';
import { FactoryList } from '@hub/contracts';
import { keyAndRequest, useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommunityFixture, PASSWORD } from '../spec/community-fixture';

const services = useServices({ beforeAll, afterAll });
const OWNER = { email: 'ann@example.org', password: PASSWORD };
let club: CommunityFixture;
let headers: Readonly<Record<string, string>>;
let cookie: string;
beforeAll(async () => {
  club = await CommunityFixture.start(services());
  cookie = await club.account(OWNER.email);
  await club.account('thief@example.org');
  headers = { authorization: `Bearer ${await club.teamKey()}` };
  await club.link(OWNER.email, 'h-00000001');
});
afterAll(() => club.stop());

const add = (hubs: readonly object[], asked: object = { headers }) =>
  club.ask('/api/v1/fleet/factory-hubs', { method: 'POST', body: { hubs }, ...asked });
const enrol = async (hubId: string, given: object = {}) => {
  const body = { ...OWNER, hubId, csr: keyAndRequest().csr, localAddresses: [], version: '1.0.0', ...given };
  const answer = await club.ask('/api/v1/hubs/enrol', { method: 'POST', body });
  return answer.status === 201 ? 201 : (JSON.parse(answer.text) as { error: { code: string } }).error.code;
};

it('a club without a list takes the hubs that households bring', async () => {
  expect(await enrol('h-00000002')).toBe(201);
});

it('is the team’s to write, with keys that are keys', async () => {
  const hub = { hubId: 'h-00000009', enrolmentKey: '0'.repeat(64) };
  expect((await add([hub], {})).status).toBe(401);
  expect((await add([hub], { headers: { cookie } })).status).toBe(401);
  for (const bad of [
    [],
    [{ ...hub, enrolmentKey: 'x' }],
    [{ ...hub, hubId: 'cydynni-server' }],
    [{ hubId: hub.hubId }],
  ])
    expect((await add(bad)).status).toBe(400);
  expect(await enrol('h-00000002')).toBe(201);
});

it('from the first hub of the list on, a stranger links neither a listed hub nor an invented one', async () => {
  const unit = await newUnit();
  const { hubId } = unit;
  const answer = await add([
    { hubId, enrolmentKey: enrolmentKeyOf(unit) },
    { hubId: 'h-00000003', enrolmentKey: null },
  ]);
  expect(FactoryList.parse(JSON.parse(answer.text))).toEqual({ listed: 2 });
  const { csr } = keyAndRequest();
  const thief = { email: 'thief@example.org', csr };
  const proofOf = (key: string, ofCsr = csr, id: string = hubId) => ({ proof: enrolmentProof(key, id, ofCsr) });
  expect(await enrol('h-0000000a', thief)).toBe('HUB_NOT_LISTED');
  expect(await enrol(hubId, thief)).toBe('HUB_NOT_PROVED');
  expect(await enrol(hubId, { ...thief, ...proofOf(enrolmentKeyOf(await newUnit())) })).toBe('HUB_NOT_PROVED');
  expect(await enrol(hubId, { ...thief, proof: 'guess' })).toBe('SERVER_BAD_REQUEST');
  // The proof of another request, as one that was overheard, and of another hub.
  expect(await enrol(hubId, { ...thief, ...proofOf(enrolmentKeyOf(unit), keyAndRequest().csr) })).toBe(
    'HUB_NOT_PROVED',
  );
  expect(await enrol(hubId, { ...thief, ...proofOf(enrolmentKeyOf(unit), csr, 'h-00000003') })).toBe('HUB_NOT_PROVED');
  expect(await enrol(hubId, { csr, ...proofOf(enrolmentKeyOf(unit)), password: 'guess' })).toBe('WRONG_PASSWORD');
  expect(await enrol(hubId, { csr, ...proofOf(enrolmentKeyOf(unit)) })).toBe(201);
  expect(await enrol('h-00000003')).toBe(201);
});

it('a list that comes again replaces keys and counts hubs once', async () => {
  const unit = await newUnit();
  const hub = { hubId: unit.hubId, enrolmentKey: '1'.repeat(64) };
  await add([hub]);
  const answer = await add([{ ...hub, enrolmentKey: enrolmentKeyOf(unit) }]);
  expect(FactoryList.parse(JSON.parse(answer.text))).toEqual({ listed: 3 });
});
