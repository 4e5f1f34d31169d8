import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { enrolmentKeyOf, isEnrolmentProof } from '@hub/adapters/identity';
import { LinkFile, SetupView } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, refusal, send } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { freshIdentity } from '../spec/identity';
import { FakeSeries } from '../spec/server/half-hours';
import { ACCOUNT, CLUB, HOUSEHOLD, FakeCommunityServer } from '../spec/server/fake-community-server';

const services = useServices({ beforeAll, afterAll });
const START = 1_760_000_400;
const OWNER = { name: 'Mair', password: 'mae hen wlad' };
let server: FakeCommunityServer;
let stranger: FakeCommunityServer;
let hub: HubFixture;
let unit: Awaited<ReturnType<typeof freshIdentity>>;
let owner: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await FakeCommunityServer.start();
  stranger = await FakeCommunityServer.start();
  server.series = [
    FakeSeries.made(1, 'generation', START, 9000),
    FakeSeries.made(2, 'consumption', START, 9000),
    FakeSeries.made(3, 'shared', START, 9000),
    FakeSeries.made(4, 'use', START + 1800 * 500, 8500, 97),
    FakeSeries.made(5, 'estimated', START + 1800 * 500, 8500),
    FakeSeries.made(6, 'hydro', START + 1800 * 500, 8500),
  ];
  for (const list of ['household/daily', 'household/monthly', 'club/daily', 'club/monthly'])
    server.summaries[list] = [];
  hub = await HubFixture.prepare(services());
  unit = await freshIdentity(join(hub.dir, 'identity'));
  hub.set({
    HUB_IDENTITY_DIR: join(hub.dir, 'identity'),
    HUB_SERVER_URL: server.url,
    HUB_SERVER_CA_FILE: server.caFile,
    HUB_RUN_DIR: join(hub.dir, 'run'),
  });
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
});
afterAll(async () => {
  await hub.stop();
  await Promise.all([server.stop(), stranger.stop()]);
});

const setup = async (): Promise<SetupView> => SetupView.parse(await (await hub.get('/api/v1/setup')).json());
const states = (view: SetupView) => Object.fromEntries(view.steps.map(({ step, state }) => [step, state]));
const claim = (code: string) => send(`${hub.url}/api/v1/setup/claim`, 'POST', { code, ...OWNER });
const link = (account: object = ACCOUNT, headers = owner) =>
  send(`${hub.url}/api/v1/setup/link`, 'POST', account, headers);
const restart = async (settings: Readonly<Record<string, string>>) => {
  await hub.stopHub();
  hub.set(settings);
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
};

describe('the claim', () => {
  it('is waited for, everything before it done', async () => {
    const view = await waitFor(async () => (await setup()).steps[4]?.state === 'done' && (await setup()), {
      what: 'the network',
    });
    expect(view).toMatchObject({ hubId: unit.hubId, claimed: false, linked: null, preseed: null, faults: [] });
    expect(states(view)).toEqual({
      ...{ storage: 'done', identity: 'done', database: 'done', broker: 'done', network: 'done' },
      ...{ claim: 'waiting', link: 'waiting', history: 'waiting', ready: 'waiting' },
    });
  });

  it('is nothing for who has not the label', async () => {
    expect(await refusal(await link({ ...ACCOUNT }, {}))).toEqual([409, 'HUB_UNCLAIMED']);
    expect(await refusal(await claim('00000-00000'))).toEqual([403, 'WRONG_CLAIM_CODE']);
    expect(await refusal(await claim('short'))).toEqual([400, 'HUB_BAD_REQUEST']);
    expect((await setup()).claimed).toBe(false);
  });

  it('makes the owner once, and does not tell afterwards whether a code is right', async () => {
    const typed = `${unit.claimCode.slice(0, 5).toLowerCase()} - ${unit.claimCode.slice(5)}`;
    const answers = await Promise.all([claim(typed), claim(typed)]);
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, 409]);
    const made = answers.find(({ ok }) => ok);
    owner = cookieOf(made ?? Response.error());
    expect(states(await setup())).toMatchObject({ claim: 'done', link: 'waiting' });
    for (const code of [typed, '00000-00000'])
      expect(await refusal(await claim(code))).toEqual([409, 'ALREADY_CLAIMED']);
  });
});

describe('the link', () => {
  it('is refused with a wrong password, in the server’s words', async () => {
    expect(await refusal(await link({ ...ACCOUNT, password: 'guess' }))).toEqual([403, 'SERVER_WRONG_PASSWORD']);
    const step = (await setup()).steps.find(({ step }) => step === 'link');
    expect(step).toMatchObject({ state: 'failed', error: { code: 'SERVER_WRONG_PASSWORD' } });
    expect(JSON.stringify(await setup())).not.toContain('guess');
  });

  it('sends no password to a server that cannot prove itself', async () => {
    await restart({ HUB_SERVER_URL: stranger.url });
    expect(await refusal(await link())).toEqual([502, 'SERVER_NOT_TRUSTED']);
    expect(stranger.served.requests).toBe(0);
    await restart({ HUB_SERVER_URL: server.url });
  });

  it.each([
    ['error', 502, 'SERVER_BUSY'],
    ['page', 502, 'SERVER_NOT_UNDERSTOOD'],
    ['half', 502, 'SERVER_NOT_UNDERSTOOD'],
    ['drop', 503, 'SERVER_UNREACHABLE'],
  ] as const)('says what is wrong when the server answers with %s', async (fault, status, code) => {
    server.fault = () => fault;
    expect(await refusal(await link())).toEqual([status, code]);
    server.fault = () => undefined;
  });

  it('gives the hub its certificate, and then its history by itself', async () => {
    expect((await link()).status).toBe(201);
    const { csr = '', proof = '' } = server.lastEnrolment ?? {};
    expect(isEnrolmentProof(proof, enrolmentKeyOf(unit), unit.hubId, csr)).toBe(true);
    const view = await waitFor(async () => states(await setup())['ready'] === 'done' && (await setup()), {
      what: 'a ready hub',
    });
    expect(view.linked).toMatchObject({ household: HOUSEHOLD, club: CLUB.name, serverUrl: server.url });
    const text = await readFile(join(hub.dir, 'link/link.json'), 'utf8');
    expect(LinkFile.parse(JSON.parse(text))).toMatchObject({ hubId: unit.hubId, serverUrl: server.url, club: CLUB });
    expect(text).not.toContain(ACCOUNT.password);
    expect(await refusal(await link())).toEqual([409, 'ALREADY_LINKED']);
    for (const series of server.series) expect(await hub.bytesOf(series)).toEqual(series.bytes);
  });

  it('lets the hub go, and takes it back with everything compared', async () => {
    expect((await send(`${hub.url}/api/v1/setup/link`, 'DELETE', undefined, owner)).status).toBe(200);
    expect(server.enrolled).toEqual([]);
    expect(states(await setup())).toMatchObject({
      claim: 'done',
      link: 'waiting',
      history: 'waiting',
      ready: 'waiting',
    });
    const before = server.served.bytes;
    expect((await link()).status).toBe(201);
    await waitFor(async () => states(await setup())['ready'] === 'done', { what: 'a ready hub' });
    expect(server.served.bytes - before).toBe(0);
  });
});

it('is what it was after a restart', async () => {
  await restart({});
  const view = await setup();
  expect(states(view)['ready']).toBe('done');
  expect(view.linked?.household).toBe(HOUSEHOLD);
});

it('says so where it has no identity, and shows the page all the same', async () => {
  await rm(join(hub.dir, 'identity/key.pem'));
  await restart({});
  const view = await setup();
  expect(view.hubId).toBeNull();
  expect(await refusal(await claim('00000-00000'))).toEqual([503, 'HUB_NO_IDENTITY']);
});
