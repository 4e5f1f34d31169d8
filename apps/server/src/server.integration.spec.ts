import { createHash } from 'node:crypto';
import {
  ClubForecast,
  ClubLive,
  ErrorBody,
  OriginalDay,
  OriginalForecast,
  OriginalLive,
  OriginalMonth,
  OriginalShaper,
  SeriesList,
  SeriesManifest,
  SeriesValues,
  ServerHealth,
  SummaryList,
} from '@hub/contracts';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ClubServer } from './spec/club-server';

const DAYS = 75;
const services = useServices({ beforeAll, afterAll });
let club: ClubServer;
let mine: Readonly<Record<string, string>>;

const ask = (path: string, headers = {}): Promise<Response> => club.ask(path, headers);
const read = <T>(schema: z.ZodMiniType<T>, path: string, headers = {}): Promise<T> => club.read(schema, path, headers);
const seriesOf = (kind: string) => club.series(kind, mine);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const sum = (bytes: Buffer, encoding: 'hex' | 'base64') => createHash('sha256').update(bytes).digest(encoding);

beforeAll(async () => {
  club = await ClubServer.start(services(), DAYS);
  mine = await club.household('2300000000000');
});
afterAll(() => club.stop());

describe('health', () => {
  it('is well after the first round', async () => {
    expect(await read(ServerHealth, '/api/v1/health')).toMatchObject({
      status: 'ok',
      cycle: { sources: 16, failed: {} },
    });
    expect((await ask('/health/ready')).status).toBe(200);
  });
});

describe('an answer that is read again', () => {
  it.each([
    '/club/summary/monthly',
    '/api/v1/club/monthly',
    '/api/v1/club/daily',
    '/api/v1/club/tariffs',
    '/club/forecast',
  ])('%s has a mark, and who has it hears that nothing changed', async (path) => {
    const first = await ask(path);
    const etag = first.headers.get('etag') ?? '';
    expect([etag, first.headers.get('cache-control')]).toEqual([
      expect.stringMatching(/^W\/".+"$/),
      'private, no-cache',
    ]);
    const again = await ask(path, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('goes packed where that is worth it', async () => {
    const [packed, plain] = await Promise.all(
      ['gzip', 'identity'].map((coding) => ask('/api/v1/club/daily', { 'accept-encoding': coding })),
    );
    expect([packed?.headers.get('content-encoding'), plain?.headers.get('content-encoding')]).toEqual(['gzip', null]);
    expect(await packed?.text()).toBe(await plain?.text());
  });
});

describe('history', () => {
  it('shows the public the club, and a household its own as well', async () => {
    const kinds = async (headers = {}) =>
      (await read(SeriesList, '/api/v1/series', headers)).series.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['generation', 'consumption', 'shared']);
    expect(await kinds(mine)).toEqual(['generation', 'consumption', 'shared', 'use', 'estimated', 'hydro']);
  });

  it('hides the series of others like series that are not there', async () => {
    const { id } = await seriesOf('use');
    const other = await club.household('2300000000001');
    const answers = await Promise.all([
      ask(`/api/v1/series/${id}/data`),
      ask(`/api/v1/series/${id}/data`, other),
      ask('/api/v1/series/9999/data'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const codes = await Promise.all(answers.map(async (answer) => ErrorBody.parse(await answer.json()).error.code));
    expect(new Set(codes)).toEqual(new Set(['SERVER_SERIES_UNKNOWN']));
    expect((await ask(`/api/v1/series/${id}/data`, mine)).status).toBe(200);
  });

  it('refuses a key that opens nothing', async () => {
    for (const authorization of ['Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Bearer x', 'Basic eA==']) {
      const answer = await ask('/api/v1/series', { authorization });
      expect(answer.status).toBe(401);
      expect(ErrorBody.parse(await answer.json()).error.code).toBe('SERVER_UNAUTHORIZED');
    }
  });

  it('gives bytes that match their checksums, whole and in pieces', async () => {
    const { id, points } = await seriesOf('hydro');
    const manifest = await read(SeriesManifest, `/api/v1/series/${id}`, mine);
    const whole = await ask(`/api/v1/series/${id}/data`, mine);
    const bytes = await bytesOf(whole);
    expect(bytes).toHaveLength(points * 4);
    expect(whole.headers.get('content-digest')).toBe(`sha-256=:${sum(bytes, 'base64')}:`);
    const blocks: string[] = [];
    for (let at = 0; at < bytes.length; at += manifest.blockBytes)
      blocks.push(sum(bytes.subarray(at, at + manifest.blockBytes), 'hex'));
    expect(manifest).toMatchObject({ bytes: bytes.length, blocks });
    // A copy that is cut off at awkward places and goes on where it stopped.
    const etag = whole.headers.get('etag') ?? '';
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 4999) {
      const part = await ask(`/api/v1/series/${id}/data`, {
        ...mine,
        range: `bytes=${at}-${at + 4998}`,
        'if-range': etag,
      });
      expect(part.status).toBe(206);
      pieces.push(await bytesOf(part));
    }
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(
      (await ask(`/api/v1/series/${id}/data`, { ...mine, range: 'bytes=0-3', 'if-range': '"older"' })).status,
    ).toBe(200);
    const beyond = await ask(`/api/v1/series/${id}/data`, { ...mine, range: `bytes=${bytes.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
  });

  it('gives the same half-hours as JSON', async () => {
    const { id, startTime } = await seriesOf('generation');
    const { points } = await read(
      SeriesValues,
      `/api/v1/series/${id}/values?start=${startTime}&end=${startTime + 86_400}`,
    );
    const bytes = await bytesOf(await ask(`/api/v1/series/${id}/data`));
    expect(points).toHaveLength(48);
    expect(points.map(([, kWh]) => kWh ?? NaN)).toEqual(
      points.map((_, slot) => Math.round(bytes.readFloatLE(slot * 4) * 1000) / 1000),
    );
    const wrong = await ask(`/api/v1/series/${id}/values?start=5&end=1`);
    expect([wrong.status, ErrorBody.parse(await wrong.json()).error.code]).toEqual([400, 'SERVER_BAD_REQUEST']);
  });
});

describe('reports', () => {
  it('of the club add up to its series', async () => {
    const { summaries } = await read(SummaryList, `/api/v1/club/daily?from=${club.firstDay}`);
    expect(summaries).toHaveLength(DAYS);
    const { id } = await seriesOf('shared');
    const bytes = await bytesOf(await ask(`/api/v1/series/${id}/data`));
    let kWh = 0;
    for (let at = 0; at < bytes.length; at += 4) kWh += Math.round(bytes.readFloatLE(at) * 1000) / 1000;
    expect(summaries.reduce((total, { hydroKWh }) => total + hydroKWh, 0)).toBeCloseTo(kWh, 6);
    const months = await read(SummaryList, '/api/v1/club/monthly');
    expect(months.summaries.reduce((total, { days }) => total + days, 0)).toBe(DAYS);
  });

  it('of a household need its key', async () => {
    expect((await ask('/api/v1/household/daily')).status).toBe(401);
    const { summaries } = await read(SummaryList, '/api/v1/household/daily', mine);
    expect(summaries).toHaveLength(30);
    expect(summaries.at(-1)?.useKWh).toBeGreaterThan(0);
    expect((await read(SummaryList, '/api/v1/household/monthly', mine)).summaries.length).toBeGreaterThanOrEqual(3);
    expect((await ask('/api/v1/club/daily?from=yesterday')).status).toBe(400);
  });
});

describe('forecast', () => {
  it('reaches two days ahead, rests on rain, and says so', async () => {
    const forecast = await read(ClubForecast, '/api/v1/club/forecast');
    expect(forecast).toMatchObject({ generationBasis: 'rain', demandBasis: 'weekday' });
    const ahead = (forecast.slots.at(-1)?.time ?? 0) - Date.now() / 1000;
    expect(ahead).toBeGreaterThan(47 * 3600);
    expect(forecast.slots.every(({ generationW }) => generationW !== null && generationW <= 50_000)).toBe(true);
    const live = await read(ClubLive, '/api/v1/club/live');
    const now = forecast.slots.find(({ time }) => time === live.time);
    expect([live.generationW, live.clubW]).toEqual([now?.generationW, now?.demandW]);
  });
});

describe('routes of the original', () => {
  it('answer in their old shape', async () => {
    expect(await read(OriginalLive, '/live')).toMatchObject({ generation: expect.stringMatching(/^\d+\.\d{3}$/) });
    const day = await read(OriginalDay, '/club/summary/day');
    expect(day.dayoffset).toBe(1);
    expect(day.kwh['total']).toBeCloseTo(
      (day.kwh['generation'] ?? 0) +
        ['morning', 'midday', 'evening', 'overnight'].reduce((total, band) => total + (day.kwh[band] ?? 0), 0),
      2,
    );
    const months = await read(z.array(OriginalMonth), '/club/summary/monthly');
    expect(months.length).toBeGreaterThanOrEqual(3);
    const [first] = months;
    expect((await read(z.array(OriginalMonth), `/community/summary/monthly?month=${first?.month ?? 0}`))[0]).toEqual(
      first,
    );
    const [row] = (await read(OriginalShaper, '/demandshaper')).DATA;
    expect(row).toHaveLength(49);
  });

  it('give planners the signal', async () => {
    const forecast = await read(OriginalForecast, '/club/forecast?name=bethesda&time=1');
    expect(forecast).toMatchObject({ timezone: 'Europe/London', interval: 1800, optimise: 0 });
    expect(forecast.profile).toHaveLength((forecast.end - forecast.start) / 1800);
    expect(forecast.profile.every((pence) => pence !== null && pence >= 7 && pence <= 14)).toBe(true);
    expect((await ask('/club/forecast?name=elsewhere')).status).toBe(404);
    expect(await (await ask('/club/forecast?format=octopus')).json()).toMatchObject({
      results: expect.arrayContaining([
        {
          valid_from: expect.stringMatching(/Z$/),
          valid_to: expect.any(String),
          value_exc_vat: expect.any(Number),
          value_inc_vat: expect.any(Number),
        },
      ]),
    });
  });
});

describe('a club without a generator', () => {
  it('has consumption, costs and a signal', async () => {
    const without = await club.beside('hub_server', { generators: [] });
    try {
      expect(await without.read(ServerHealth, '/health')).toMatchObject({ status: 'ok', cycle: { sources: 15 } });
      const { summaries } = await without.read(SummaryList, '/api/v1/club/daily');
      expect(summaries).toHaveLength(30);
      expect(summaries.every(({ useKWh, hydroKWh, billPence }) => useKWh > 0 && hydroKWh === 0 && billPence > 0)).toBe(
        true,
      );
      expect(await without.read(ClubForecast, '/api/v1/club/forecast')).toMatchObject({ generationBasis: 'none' });
    } finally {
      await without.close();
    }
  });
});

describe('a server that stops and starts', () => {
  it('goes on where it was, and says that E-power is away while it serves', async () => {
    const before = await read(SummaryList, '/api/v1/club/daily');
    await club.close();
    await club.epower.stop();
    await club.startAgain();
    expect(await read(ServerHealth, '/health')).toMatchObject({
      status: 'degraded',
      checks: { epower: { detail: expect.stringContaining('EPOWER_UNREACHABLE') } },
    });
    expect(await read(SummaryList, '/api/v1/club/daily')).toEqual(before);
  });
});
