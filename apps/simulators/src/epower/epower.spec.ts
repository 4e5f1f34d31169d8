import { join } from 'node:path';
import { parseEpowerHistory, parseEpowerMembers } from '@hub/contracts';
import { shiftDay } from '@hub/domain/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Club } from './club';
import { NO_FAULTS } from './faults';
import { type Home, readHomes } from './homes';
import { memberWeek, weekOf } from './resample';
import { type EpowerServer, serveEpower } from './server';

const HOMES = join(import.meta.dirname, '../../data/homes');
const NOW = Date.parse('2026-11-23T12:00:00Z') / 1000;
let homes: Home[];
let club: Club;
let server: EpowerServer;

beforeAll(async () => {
  homes = await readHomes(HOMES);
  club = new Club(homes, { members: 20, firstDay: '2023-11-23' });
  server = await serveEpower({ club, clubToken: 'club', clock: () => NOW });
});
afterAll(() => server.close());

const get = async (path: string): Promise<string> => (await fetch(`${server.url}/${path}`)).text();
const days = async (path: string) => {
  const history = parseEpowerHistory(await get(path));
  if (!history.ok) throw new Error(history.fault);
  return history.days;
};

describe('the club of real homes', () => {
  it('reads the thirteen recordings with their gaps', () => {
    expect(homes).toHaveLength(13);
    const gaps = homes.map(({ wh }) => wh.filter((value) => Number.isNaN(value)).length);
    expect(Math.max(...gaps)).toBe(1120);
  });

  it('takes whole weeks as they were recorded', () => {
    const week = memberWeek(homes, 3, weekOf(NOW));
    const home = homes[3];
    expect(week).toHaveLength(336);
    const text = [...week].join();
    expect([...(home?.wh ?? [])].join()).toContain(text);
  });

  it('gives members of the same home different weeks, and the same member the same again', () => {
    expect(memberWeek(homes, 0, weekOf(NOW))).toEqual(memberWeek(homes, 0, weekOf(NOW)));
    const others = [13, 26, 39].map((member) => [...memberWeek(homes, member, weekOf(NOW))].join());
    expect(new Set([...others, [...memberWeek(homes, 0, weekOf(NOW))].join()]).size).toBeGreaterThan(1);
  });
});

describe('the E-power address', () => {
  it('lists the members', async () => {
    const answer = parseEpowerMembers(await get('cyd-club-31'));
    expect(answer).toMatchObject({ ok: true, rejected: 0 });
    expect(answer.ok && answer.members[0]).toEqual({
      mpan: '2300000000000',
      token: 'home001',
      name: 'Tŷ 1',
      joined: '2023-11-23',
    });
  });

  it('begins with a comment, has its days in no order and 46, 48 or 50 half-hours a day', async () => {
    const text = await get('cyd-home001-27?dateStart=20-Oct-2025&dateEnd=31-Oct-2025');
    expect(text.slice(0, 2)).toBe('//');
    const table = JSON.parse(text.slice(2)) as { COLUMNS: string[]; DATA: string[][] };
    expect(table.COLUMNS).toHaveLength(51);
    const labels = table.DATA.map(([label]) => Date.parse(label ?? ''));
    expect(labels).not.toEqual(labels.toSorted((a, b) => a - b));
    const counts = (await days('cyd-home001-27?dateStart=20-Oct-2025&dateEnd=31-Oct-2025')).map(({ wh }) =>
      wh.findLastIndex((value) => value !== null),
    );
    expect(counts).toEqual([47, 47, 47, 47, 47, 47, 49, 47, 47, 47, 47, 47]);
    const [short] = await days('cyd-club-28?dateStart=30-Mar-2025&dateEnd=30-Mar-2025');
    expect(short?.wh.slice(44)).toEqual([expect.any(Number), expect.any(Number), null, null]);
  });

  it('answers up to yesterday, and yesterday when no date is given', async () => {
    const answered = await days('cyd-home002-27?dateStart=20-Nov-2026&dateEnd=31-Dec-2026');
    expect(answered.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect((await days('cyd-home002-27')).map(({ day }) => day)).toEqual(['2026-11-22']);
  });

  it('the community is the sum of its members', async () => {
    const range = '?dateStart=01-Jun-2026&dateEnd=02-Jun-2026';
    const sums = new Array<number>(96).fill(0);
    for (const { token } of club.members) {
      const wh = (await days(`cyd-${token}-27${range}`)).flatMap((day) => day.wh);
      for (const [slot, value] of wh.entries()) sums[slot] = (sums[slot] ?? 0) + (value ?? 0);
    }
    expect((await days(`cyd-club-29${range}`)).flatMap(({ wh }) => wh)).toEqual(sums);
  });

  it('the turbine gives at most 50 kW, more in winter, and the same in whatever order it is asked', async () => {
    const winter = (await days('cyd-club-28?dateStart=01-Dec-2025&dateEnd=31-Jan-2026')).flatMap(({ wh }) => wh);
    const summer = (await days('cyd-club-28?dateStart=01-Jun-2026&dateEnd=31-Jul-2026')).flatMap(({ wh }) => wh);
    const mean = (values: (number | null)[]) => values.reduce<number>((sum, wh) => sum + (wh ?? 0), 0) / values.length;
    expect(Math.max(...winter.map((wh) => wh ?? 0))).toBe(25_000);
    expect(mean(winter)).toBeGreaterThan(1.2 * mean(summer));
    const alone = new Club(homes, { members: 1, firstDay: '2023-11-23' }).generationDay('2025-12-01');
    expect([...alone]).toEqual(winter.slice(0, 48));
  });

  it('opens a report only with its own token', async () => {
    for (const path of ['cyd-home001-28', 'cyd-club-27', 'cyd-unknown-27', 'cyd-club-99', 'cyd-club']) {
      expect((await fetch(`${server.url}/${path}`)).status, path).toBe(404);
    }
  });
});

describe('faults', () => {
  const set = async (faults: object) => fetch(server.faultsUrl, { method: 'PUT', body: JSON.stringify(faults) });
  const answers = async (count: number) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const response = await fetch(`${server.url}/cyd-home001-27`);
        const history = parseEpowerHistory(await response.text());
        return `${response.status} ${history.ok ? 'ok' : history.fault}`;
      }),
    );
  afterAll(() => {
    server.faults = NO_FAULTS;
  });

  it.each([
    ['errorPercent', '500 EPOWER_SHAPE'],
    ['malformedPercent', '200 EPOWER_NOT_JSON'],
    ['htmlPercent', '200 EPOWER_HTML'],
  ])('%s spoils about that share of the requests', async (fault, expected) => {
    await set({ [fault]: 40 });
    const found = (await answers(100)).filter((answer) => answer === expected).length;
    expect(found).toBeGreaterThan(20);
    expect(found).toBeLessThan(60);
    expect((await set({})).ok && (await answers(10)).every((answer) => answer === '200 ok')).toBe(true);
  });

  it('lateDays holds back the newest days of every third member', async () => {
    await set({ lateDays: 3 });
    const range = `?dateStart=15-Nov-2026&dateEnd=30-Nov-2026`;
    const newest = await Promise.all(
      ['home001', 'home002'].map(async (token) => (await days(`cyd-${token}-27${range}`)).at(-1)?.day),
    );
    expect(newest).toEqual([shiftDay('2026-11-22', -3), '2026-11-22']);
  });

  it('gapsPerMille makes gaps, the same ones each time', async () => {
    await set({ gapsPerMille: 100 });
    const path = 'cyd-home002-27?dateStart=01-Nov-2026&dateEnd=20-Nov-2026';
    const first = await days(path);
    const missing = first.flatMap(({ wh }) => wh.slice(0, 48)).filter((wh) => wh === null).length;
    expect(missing).toBeGreaterThan(50);
    expect(missing).toBeLessThan(150);
    expect(await days(path)).toEqual(first);
  });

  it('slowMs delays every answer', async () => {
    await set({ slowMs: 120 });
    const began = performance.now();
    await get('cyd-home001-27');
    expect(performance.now() - began).toBeGreaterThanOrEqual(119);
  });

  it('refuses faults it does not have', async () => {
    expect((await set({ errorPercent: 140 })).status).toBe(400);
  });
});

describe('the weather', () => {
  it('answers the past and the forecast, and the same when asked again', async () => {
    const rain = async (start: number) =>
      (await (await fetch(`${server.rainUrl}?start=${start}&count=96`)).json()) as {
        mmPerHour: number[];
        start: number;
      };
    const week = await rain(NOW);
    expect(week.mmPerHour).toHaveLength(96);
    expect((await rain(NOW + 1800)).mmPerHour.slice(0, 95)).toEqual(week.mmPerHour.slice(1));
    expect((await fetch(`${server.rainUrl}?start=x&count=1`)).status).toBe(400);
  });
});
