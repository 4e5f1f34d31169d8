import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthority, publicKeyOfRequest } from '@hub/adapters/authority';
import { ErrorBody, SeriesList, SetupView, SummaryList } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { createConnection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cookieOf, refusal, send } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { freshIdentity } from '../spec/identity';
import { Community } from '../spec/server/community';

const ANN = { email: 'ann@example.org', password: 'afon a melin' };
const BOB = { email: 'bob@example.org', password: 'haul a gwynt' };
const OWNER = { name: 'Mair', password: 'mae hen wlad' };
const DAYS = 12;

const services = useServices({ beforeAll, afterAll });
let dir: string;
let community: Community;
/** Cookies of the households at the server. */
let ann: string;
let bob: string;
/** The hub that runs. Only one does: each would take the other's place at the broker. */
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
let hubs = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'other-household-'));
  community = await Community.start(services(), join(dir, 'server'), { days: DAYS });
  ann = await community.account(ANN);
  bob = await community.account(BOB);
}, 180_000);
afterAll(async () => {
  await hub.stop();
  await community.stop();
  await rm(dir, { recursive: true, force: true });
});

/** A new hub with its own identity and database, unclaimed, in place of the last one. */
async function newHub(): Promise<string> {
  if (hubs++ > 0) await hub.stop();
  hub = await HubFixture.prepare(services());
  const name = `hub_other${hubs}`;
  const { socket: socketPath, user } = services().database;
  const connection = await createConnection({ socketPath, user });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.end();
  const { claimCode } = await freshIdentity(join(hub.dir, 'identity'));
  hub.set({
    HUB_DB_NAME: name,
    HUB_IDENTITY_DIR: join(hub.dir, 'identity'),
    HUB_RUN_DIR: join(hub.dir, 'run'),
    HUB_SERVER_URL: community.url,
    HUB_SERVER_CA_FILE: community.caFile,
  });
  return claimCode;
}

async function start(): Promise<void> {
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 60_000 });
}

async function claimed(claimCode: string): Promise<void> {
  await start();
  owner = cookieOf(await send(`${hub.url}/api/v1/setup/claim`, 'POST', { code: claimCode, ...OWNER }));
}

/** Starts everyone's session again: the hub forgets who was signed in. */
async function restart(): Promise<void> {
  await hub.stopHub();
  await start();
  owner = cookieOf(await send(`${hub.url}/api/v1/session`, 'POST', OWNER));
}

const setup = async (): Promise<SetupView> => SetupView.parse(await (await hub.get('/api/v1/setup')).json());
const link = (account: object) => send(`${hub.url}/api/v1/setup/link`, 'POST', account, owner);
const unlink = () => send(`${hub.url}/api/v1/setup/link`, 'DELETE', undefined, owner);
const codes = (view: SetupView) => view.faults.map(({ code }) => code);

async function linked(account: object): Promise<void> {
  expect((await link(account)).status).toBe(201);
  const isReady = async () => (await setup()).steps.every(({ state }) => state === 'done');
  await waitFor(isReady, { what: 'a hub with its history', timeoutMs: 60_000 });
}

const identity = async () => ({
  cert: await readFile(join(hub.dir, 'link/certificate.pem'), 'utf8'),
  key: await readFile(join(hub.dir, 'identity/key.pem'), 'utf8'),
});

/** The fault, once the page has it. It tells what to do, and nothing that is secret. */
async function faulted(code: string): Promise<void> {
  const view = await waitFor(
    async () => {
      const now = await setup();
      return codes(now).includes(code) && now;
    },
    { what: code, timeoutMs: 60_000 },
  );
  for (const { message, action } of view.faults) expect([message, action]).not.toContain('');
  for (const secret of ['BEGIN', ANN.password, BOB.password, ANN.email, BOB.email])
    expect(JSON.stringify(view)).not.toContain(secret);
}

/** The hub's half-hours of the household are those that the server shows to this account. */
async function expectHousehold(cookie: string): Promise<void> {
  const headers = { cookie };
  const read = async (path: string) => (await community.ask(path, { headers })).text;
  const { series } = SeriesList.parse(JSON.parse(await read('/api/v1/series')));
  for (const { id, kind, startTime } of series) {
    const { bytes } = await community.ask(`/api/v1/series/${id}/data`, { headers });
    expect((await hub.bytesOf({ kind, startTime, bytes })).equals(bytes), kind).toBe(true);
  }
  const own = SummaryList.parse(await (await hub.get('/api/v1/household/daily?from=2000-01-01')).json());
  const theirs = SummaryList.parse(JSON.parse(await read('/api/v1/household/daily?from=2000-01-01')));
  expect(own.summaries).toEqual(theirs.summaries);
  expect(own.summaries.length).toBeGreaterThan(DAYS - 3);
}

describe('a link that is not its own', () => {
  let elsewhere: string;
  beforeAll(async () => {
    elsewhere = join(dir, 'link');
    await claimed(await newHub());
    await linked(ANN);
    await expectHousehold(ann);
    await cp(join(hub.dir, 'link'), elsewhere, { recursive: true });
  }, 120_000);

  it('is not used: nothing is asked with it, nothing shown, and the page says so', async () => {
    const code = await newHub();
    await cp(elsewhere, join(hub.dir, 'link'), { recursive: true });
    await claimed(code);
    await faulted('LINK_NOT_OURS');
    const view = await setup();
    expect(view.linked).toBeNull();
    expect(view.steps.find(({ step }) => step === 'link')?.state).toBe('waiting');
    for (const path of ['household/daily', 'household/monthly', 'series', 'club/live'])
      expect(await refusal(await hub.get(`/api/v1/${path}`))).toEqual([503, 'LINK_NEEDED']);
    // It does not stay in the way: the hub's own household takes its place.
    await linked(BOB);
    expect(codes(await setup())).toEqual([]);
    await expectHousehold(bob);
  });

  it('opens nothing at the server without the key of the hub that it was made for', async () => {
    const { key } = await identity();
    const cert = await readFile(join(elsewhere, 'certificate.pem'), 'utf8');
    await expect(community.ask('/api/v1/household/daily', { identity: { cert, key } })).rejects.toThrow();
  });
});

describe('a hub of a household', () => {
  let id: string;
  beforeEach(async () => {
    await claimed(await newHub());
    await linked(ANN);
    id = (await setup()).hubId ?? '';
  }, 120_000);
  // A household has a few hubs at most: each test gives its own back, as far as it still can.
  afterEach(async () => {
    await unlink().catch(() => undefined);
  });

  it('that another household links has that one’s half-hours, and none of the last one’s', async () => {
    await expectHousehold(ann);
    expect((await unlink()).status).toBe(200);
    await linked(BOB);
    await expectHousehold(bob);
  });

  it('is not given to another household, not even with its password', async () => {
    // Somebody has copied the card: the server knows the number, and whose it is.
    await rm(join(hub.dir, 'link'), { recursive: true });
    await restart();
    expect((await setup()).linked).toBeNull();
    const answer = await link(BOB);
    expect(answer.status).toBe(409);
    const { error } = ErrorBody.parse(await answer.json());
    expect(error.code).toBe('HUB_TAKEN');
    expect(error.message).not.toContain(ANN.email);
    const step = (await setup()).steps.find(({ step: name }) => name === 'link');
    expect(step).toMatchObject({ state: 'failed', error: { code: 'HUB_TAKEN' } });
    expect(await refusal(await hub.get('/api/v1/household/daily'))).toEqual([503, 'LINK_NEEDED']);
    await linked(ANN);
  });

  it('that was revoked is refused everything, its renewal too, says so, and can be linked again', async () => {
    const removal = { method: 'DELETE', headers: { cookie: ann } };
    expect((await community.ask(`/api/v1/account/hubs/${id}`, removal)).status).toBe(204);
    const csr = await readFile(join(hub.dir, 'identity/request.pem'), 'utf8');
    const asHub = await identity();
    const renewal = { method: 'POST', body: { csr }, identity: asHub };
    for (const [path, asked] of [
      ['/api/v1/hubs/self/renew', renewal],
      ['/api/v1/household/daily', { identity: asHub }],
      ['/api/v1/series', { identity: asHub }],
    ] as const) {
      const answer = await community.ask(path, asked);
      expect([answer.status, ErrorBody.parse(JSON.parse(answer.text)).error.code]).toEqual([
        401,
        'CERTIFICATE_REVOKED',
      ]);
    }
    await restart();
    await faulted('CERTIFICATE_REVOKED');
    expect((await unlink()).status).toBe(200);
    await linked(ANN);
    await waitFor(async () => codes(await setup()).length === 0, { what: 'no fault', timeoutMs: 60_000 });
  });

  it('with a forged certificate for its own key is refused, and says so', async () => {
    const forger = await openAuthority(join(dir, 'forger'), 'CydYnni hubs');
    const csr = await readFile(join(hub.dir, 'identity/request.pem'), 'utf8');
    const { pem } = await forger.certify(id, await publicKeyOfRequest(csr), 365);
    await hub.stopHub();
    await writeFile(join(hub.dir, 'link/certificate.pem'), pem);
    await restart();
    await faulted('CERTIFICATE_UNKNOWN');
  });

  it('says nothing to somebody else in the server’s place', async () => {
    const forger = await openAuthority(join(dir, 'forger'), 'CydYnni hubs');
    const { keyFile, certFile } = await forger.ownCertificate('server', ['localhost']);
    let asked = 0;
    const files = { key: await readFile(keyFile), cert: await readFile(certFile) };
    const impostor = createServer(files, (_, answer) => {
      asked += 1;
      answer.end('{}');
    });
    await community.line.close();
    await new Promise<void>((resolve) => impostor.listen(community.line.port, 'localhost', resolve));
    try {
      await restart();
      await faulted('SERVER_NOT_TRUSTED');
      expect(asked).toBe(0);
    } finally {
      impostor.closeAllConnections();
      await new Promise((resolve) => impostor.close(resolve));
      await community.line.open();
    }
  });
});
