import { join } from 'node:path';
import {
  ClubForecast,
  ClubLive,
  SeriesList,
  SeriesValues,
  SummaryList,
  DayView,
  TariffList,
  tariffView,
  type TariffView,
} from '@hub/contracts';
import { BUILT_IN_TARIFFS } from '@hub/domain/tariff';
import { calendarDay, HALF_HOUR_S, halfHourStart, halfHoursOfDay, localTime } from '@hub/domain/time';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { refusal, send } from '../spec/http';
import { EventStream } from '../spec/event-stream';
import { HubFixture } from '../spec/hub-fixture';
import { freshIdentity } from '../spec/identity';
import { makeOwner, signIn } from '../spec/owner';
import { ACCOUNT, CLUB, FakeCommunityServer } from '../spec/server/fake-community-server';
import { fillThreeYears } from '../spec/three-years';

const services = useServices({ beforeAll, afterAll });
let server: FakeCommunityServer;
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;

const now = () => Date.now() / 1000;
const slot = (time: number) => ({
  time,
  band: 'midday',
  generationW: 30_000,
  demandW: 20_000,
  hydroPencePerKWh: 7,
  importPencePerKWh: 10,
  hydroShare: 1,
  marginalPencePerKWh: 7,
});
const TWO_RATES: TariffView[] = [
  {
    fromDay: '2016-10-01',
    name: 'two rates',
    weekday: [
      { band: 'night', startMinute: 30, importPencePerKWh: 5.5, hydroPencePerKWh: 7 },
      {
        band: 'peak',
        startMinute: 435,
        importPencePerKWh: 31.2345,
        hydroPencePerKWh: 7,
        label: { en: 'Peak', cy: 'Brig' },
      },
    ],
    standingChargePencePerDay: 20,
    vatPermille: 50,
    referencePencePerKWh: 27,
  },
];
const forecast = () => ({
  madeAt: now(),
  intervalS: HALF_HOUR_S,
  generationBasis: 'rain' as const,
  demandBasis: 'weekday' as const,
  slots: Array.from({ length: 96 }, (_, index) => slot(halfHourStart(now()) + index * HALF_HOUR_S)),
});

beforeAll(async () => {
  server = await FakeCommunityServer.start();
  fillThreeYears(server, now());
  server.tariffs = TWO_RATES;
  server.forecast = forecast;
  hub = await HubFixture.prepare(services());
  await freshIdentity(join(hub.dir, 'identity'));
  hub.set({
    HUB_IDENTITY_DIR: join(hub.dir, 'identity'),
    HUB_SERVER_URL: server.url,
    HUB_SERVER_CA_FILE: server.caFile,
    HUB_RUN_DIR: join(hub.dir, 'run'),
  });
  await start();
  await makeOwner(services());
});
afterAll(async () => {
  await hub.stop();
  await server.stop();
});

const start = async () => {
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
};
const restart = async () => {
  await hub.stopHub();
  await start();
};
const read = async <S extends z.core.$ZodType>(schema: S, path: string): Promise<z.output<S>> => {
  const answer = await hub.get(`/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (schema as unknown as { parse(value: unknown): z.output<S> }).parse(await answer.json());
};
const isReady = async () => {
  const { steps } = (await (await hub.get('/api/v1/setup')).json()) as { steps: { step: string; state: string }[] };
  return steps.find(({ step }) => step === 'history')?.state === 'done';
};

it('knows the built-in tariff and its prices before it is linked', async () => {
  expect((await read(TariffList, '/club/tariffs')).tariffs).toEqual(BUILT_IN_TARIFFS.map(tariffView));
  const { source, slots } = await read(ClubForecast, '/club/forecast');
  expect([source, slots.length, slots[0]?.demandW]).toEqual(['unlinked', 96, null]);
  expect(slots[0]?.marginalPencePerKWh).toBe(slots[0]?.importPencePerKWh);
});

it.each([
  'club/live',
  'club/daily/2026-01-01',
  'household/daily/2026-01-01',
  'club/daily',
  'club/monthly',
  'household/daily',
  'household/monthly',
  'series',
])('%s needs a link', async (path) =>
  expect(await refusal(await hub.get(`/api/v1/${path}`))).toEqual([503, 'LINK_NEEDED']),
);

it('answers as the server does once it is linked', async () => {
  owner = await signIn(hub.url);
  expect((await send(`${hub.url}/api/v1/setup/link`, 'POST', ACCOUNT, owner)).status).toBe(201);
  await waitFor(isReady, { what: 'the history', timeoutMs: 60_000 });
  const { source, slots } = await read(ClubForecast, '/club/forecast');
  expect([source, slots.length, slots[0]?.generationW]).toEqual(['server', 96, 30_000]);
  await waitFor(async () => (await read(TariffList, '/club/tariffs')).tariffs[0]?.name === 'two rates', {
    what: 'the tariffs of the club',
  });
  const daily = await read(SummaryList, '/household/daily');
  expect(daily.source).toBe('server');
  expect(daily.summaries).toEqual(server.summaries['household/daily']?.slice(-30));
  const [first = '', last = ''] = (server.summaries['club/daily'] ?? []).slice(100, 102).map(({ period }) => period);
  const two = await read(SummaryList, `/club/daily?from=${first}&to=${last}`);
  expect(two.summaries).toEqual(server.summaries['club/daily']?.slice(100, 102));
});

it('has the half-hours of club and household, each with its feed’s number', async () => {
  const { series } = await read(SeriesList, '/series');
  const sizes = (all: readonly { kind: string; points: number }[]) =>
    new Map(all.map(({ kind, points }) => [kind, points]));
  expect(sizes(series)).toEqual(sizes(server.series.map(({ view }) => view)));
  const use = series.find(({ kind }) => kind === 'use');
  const fake = server.series.find(({ kind }) => kind === 'use');
  const from = fake?.startTime ?? 0;
  const { points } = await read(SeriesValues, `/series/${use?.id ?? 0}/values?start=${from}&end=${from + 86_400}`);
  const expected = [...(fake?.floats.subarray(0, 48) ?? [])].map((value, index) => [
    from + index * HALF_HOUR_S,
    Number.isNaN(value) ? null : value,
  ]);
  expect(points).toEqual(expected);
  expect(await refusal(await hub.get('/api/v1/series/9999/values?start=0&end=1800'))).toEqual([
    404,
    'HUB_SERIES_UNKNOWN',
  ]);
});

it('has one day as it is charged: its bands and prices, and what each half-hour cost', async () => {
  const use = server.series.find(({ kind }) => kind === 'use');
  const day = calendarDay((use?.startTime ?? 0) + 40 * 86_400, 'Europe/London');
  const view = await read(DayView, `/household/daily/${day}`);
  expect(view.bands.map(({ band, label }) => [band, label?.cy])).toEqual([
    ['night', undefined],
    ['peak', 'Brig'],
  ]);
  expect(view.halfHours).toHaveLength(halfHoursOfDay(day, 'Europe/London'));
  const known = view.halfHours.filter(({ importPence }) => importPence !== null);
  expect(known.length).toBeGreaterThan(0);
  for (const { band, useKWh, hydroKWh, importPence, hydroPence } of known) {
    expect(importPence).toBeCloseTo(((useKWh ?? 0) - (hydroKWh ?? 0)) * (band === 'night' ? 5.5 : 31.2345), 6);
    expect(hydroPence).toBeCloseTo((hydroKWh ?? 0) * 7, 6);
  }
  expect(await read(DayView, `/club/daily/${day}`)).toMatchObject({ day, vatPermille: 50 });
});

it('says one price everywhere: on the stream, in the forecast and in what the club does now', async () => {
  const stream = await EventStream.open(`${hub.url}/api/v1/live`);
  try {
    const { slots } = await read(ClubForecast, '/club/forecast');
    await waitFor(() => stream.last?.tariff?.pencePerKWh === slots[0]?.marginalPencePerKWh, { what: 'the price' });
    expect(stream.last?.tariff).toMatchObject({ hydroShare: 1, hydroPencePerKWh: 7, importPencePerKWh: 10 });
    expect((await read(ClubLive, '/club/live')).marginalPencePerKWh).toBe(slots[0]?.marginalPencePerKWh);
  } finally {
    stream.close();
  }
});

it('tells the server where it is', async () => {
  await waitFor(() => server.contacts.length > 0, { what: 'a contact' });
  expect(server.contacts[0]).toMatchObject({ version: 'test', update: null });
});

it('goes on with what the server said last, also after a start', async () => {
  await server.vanish();
  await restart();
  const { source, asOf, slots } = await read(ClubForecast, '/club/forecast');
  expect([source, slots[0]?.generationW]).toEqual(['stored', 30_000]);
  expect(asOf).toBeLessThanOrEqual(now());
  // More is made than used: the club's own price holds.
  expect(await read(ClubLive, '/club/live')).toMatchObject({ source: 'stored', tariff: 'generation', clubW: 20_000 });
  expect((await read(SummaryList, '/household/monthly')).summaries).toEqual(server.summaries['household/monthly']);
});

it('then with the shape of the last settled day', async () => {
  // What was kept is of hours that are over.
  await hub.stopHub();
  await hub.write('community/forecast.json', {
    format: 1,
    at: now() - 4 * 86_400,
    club: CLUB.key,
    forecast: { ...forecast(), slots: [slot(halfHourStart(now()) - 3 * 86_400)] },
  });
  await start();
  const answer = await read(ClubForecast, '/club/forecast');
  const consumption = server.series.find(({ kind }) => kind === 'consumption');
  const end = (consumption?.startTime ?? 0) + (consumption?.view.points ?? 0) * HALF_HOUR_S;
  expect(answer).toMatchObject({ source: 'yesterday', asOf: end, generationBasis: 'last-day' });
  // From noon to midnight there are 24 half-hours on every day.
  const like = consumption?.floats.at(-24) ?? NaN;
  const slotAtNoon = answer.slots.find(({ time }) => {
    const { hour, minute } = localTime(time, 'Europe/London');
    return hour === 12 && minute === 0;
  });
  expect(slotAtNoon?.demandW).toBe(Math.round(like * 2000));
  expect(await read(ClubLive, '/club/live')).toMatchObject({ source: 'yesterday' });
});

it('takes the gateway’s signal where there is one', async () => {
  const start = halfHourStart(now());
  const message = JSON.stringify({ start, interval: HALF_HOUR_S, values: [3.5, 4.5] });
  await hub.publisher.publish(`cydynni/club/${CLUB.key}/signal`, message);
  await waitFor(async () => (await read(ClubForecast, '/club/forecast')).slots[0]?.marginalPencePerKWh === 3.5, {
    what: 'the signal',
  });
});

it('goes on with the meter’s own half-hours until the server has settled them', async () => {
  const use = server.series.find(({ kind }) => kind === 'use');
  const end = (use?.startTime ?? 0) + (use?.view.points ?? 0) * HALF_HOUR_S;
  // The last settled half-hour, which stays the server's, and one beyond it.
  const message = JSON.stringify({ start: end - HALF_HOUR_S, interval: HALF_HOUR_S, import: [99, 0.5] });
  await hub.publisher.publish('cydynni/meter/m1/halfhours', message);
  const last = async () => (await hub.feed('household', 'use'))?.last;
  await waitFor(async () => (await last())?.value === 0.5, { what: 'the reading' });
  const points = await hub.points('household', 'use', end - HALF_HOUR_S, end);
  expect(points.map(([, value]) => value)).toEqual([use?.floats.at(-1), 0.5]);
  expect((await hub.feed('household', 'estimated'))?.last?.value).toBe(0.5);
});

it('lets what the server settled later take its place, and keeps what it does not know', async () => {
  const use = server.series.find(({ kind }) => kind === 'use');
  if (!use) throw new Error('no series');
  use.set(use.view.points - 1, 7.25);
  await server.listen();
  await restart();
  await waitFor(async () => (await hub.bytesOf(use)).equals(use.bytes), {
    what: 'the settled value',
    timeoutMs: 30_000,
  });
  expect((await hub.feed('household', 'use'))?.last?.value).toBe(0.5);
});
