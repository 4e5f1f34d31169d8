import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClubForecast, ClubLive, SeriesList, SetupView, SummaryList } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import type * as z from 'zod/mini';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieOf, send } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { freshIdentity } from '../spec/identity';
import { Community } from '../spec/server/community';

const ACCOUNT = { email: 'ann@example.org', password: 'afon a melin' };

const services = useServices({ beforeAll, afterAll });
let dir: string;
let community: Community;
let hub: HubFixture;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'no-generator-'));
  community = await Community.start(services(), join(dir, 'server'), {
    days: 12,
    settings: { SERVER_GENERATOR: 'none' },
  });
  await community.account(ACCOUNT);
  hub = await HubFixture.prepare(services());
}, 180_000);
afterAll(async () => {
  await hub.stop();
  await community.stop();
  await rm(dir, { recursive: true, force: true });
});

const read = async <T>(schema: z.ZodMiniType<T>, path: string): Promise<T> =>
  schema.parse(await (await hub.get(`/api/v1/${path}`)).json());

it('a hub in a club without a generator becomes ready and has everything but the generation', async () => {
  const { claimCode } = await freshIdentity(join(hub.dir, 'identity'));
  hub.set({
    HUB_IDENTITY_DIR: join(hub.dir, 'identity'),
    HUB_RUN_DIR: join(hub.dir, 'run'),
    HUB_SERVER_URL: community.url,
    HUB_SERVER_CA_FILE: community.caFile,
  });
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a hub', timeoutMs: 60_000 });
  const claim = { code: claimCode, name: 'Mair', password: 'mae hen wlad' };
  const owner = cookieOf(await send(`${hub.url}/api/v1/setup/claim`, 'POST', claim));
  expect((await send(`${hub.url}/api/v1/setup/link`, 'POST', ACCOUNT, owner)).status).toBe(201);
  const isReady = async () => (await read(SetupView, 'setup')).steps.every(({ state }) => state === 'done');
  await waitFor(isReady, { what: 'a hub with its history', timeoutMs: 60_000 });
  // Once more, as each morning: nothing to do is no fault either.
  expect((await send(`${hub.url}/api/v1/setup/history`, 'POST', undefined, owner)).status).toBe(202);
  await waitFor(isReady, { what: 'a second round', timeoutMs: 60_000 });

  const { series } = await read(SeriesList, 'series');
  const points = Object.fromEntries(series.map(({ kind, points: count }) => [kind, count]));
  expect(points).toMatchObject({ generation: 0, consumption: expect.any(Number), estimated: expect.any(Number) });
  expect(points['estimated']).toBeGreaterThan(400);
  const { summaries } = await read(SummaryList, 'household/daily');
  expect(summaries.length).toBeGreaterThan(9);
  for (const { hydroKWh, useKWh, billPence } of summaries) {
    expect([hydroKWh, useKWh > 0, billPence > 0]).toEqual([0, true, true]);
  }
  const forecast = await read(ClubForecast, 'club/forecast');
  expect(forecast).toMatchObject({ source: 'server', generationBasis: 'none' });
  for (const { generationW, marginalPencePerKWh, importPencePerKWh } of forecast.slots)
    expect([generationW, marginalPencePerKWh]).toEqual([0, importPencePerKWh]);
  expect(await read(ClubLive, 'club/live')).toMatchObject({ generationW: 0, source: 'server' });
});
