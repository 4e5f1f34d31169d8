import { memoryFeedStore } from '@hub/adapters/feed-store';
import type { EpowerDay } from '@hub/contracts';
import { REVISIONS, type Revised } from '@hub/domain/community';
import { daysBetween, halfHoursOfDay } from '@hub/domain/time';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HalfHourSeries } from '../series/half-hour-series';
import { SourceSync } from './source-sync';

const LONDON = 'Europe/London';
const at = (iso: string): number => Date.parse(iso) / 1000;
let store: Awaited<ReturnType<typeof memoryFeedStore>>;
let series: HalfHourSeries;
let sync: SourceSync;
let changes: number[];
let asked: string[];
/** What the settlement server has: every half-hour of a day holds the day's number. */
let settled: Map<string, EpowerDay>;

beforeEach(async () => {
  store = await memoryFeedStore({ clock: () => at('2025-12-31T00:00:00Z'), flushPeriodS: 0 });
  series = new HalfHourSeries(store);
  changes = [];
  asked = [];
  settled = new Map();
  sync = new SourceSync(series, LONDON, (from) => {
    changes.push(from);
    return Promise.resolve();
  });
});
afterEach(() => store.close());

const settle = (first: string, last: string, wh?: number) => {
  for (const day of daysBetween(first, last)) {
    const value = wh ?? Number(day.slice(-2));
    settled.set(day, { day, wh: new Array<number>(halfHoursOfDay(day, LONDON)).fill(value) });
  }
};
/** Everything was asked for again already. */
const revised: Revised = new Map(REVISIONS.map(({ days }) => [days, '2030-01-01']));
const source = {
  seriesId: 1,
  firstDay: '2025-10-20',
  estimated: false,
  revised,
  fetch: (from: string, to: string) => {
    asked.push(`${from}..${to}`);
    return Promise.resolve({
      days: [...settled.values()].filter(({ day }) => day >= from && day <= to),
      rejected: 0,
    });
  },
};
const held = async () => [...(await series.all(1)).wh];

describe('bringing a series up to date', () => {
  it('lays days of 48 and 50 half-hours end to end from local midnight', async () => {
    settle('2025-10-20', '2025-10-27');
    expect(await sync.run({ ...source, newestDay: '2025-10-27' }, [])).toMatchObject({
      requests: 1,
      changed: 8 * 48 + 2,
    });
    expect(store.meta(1)?.startTime).toBe(at('2025-10-19T23:00:00Z'));
    const values = await held();
    expect(values.filter((wh) => wh === 26)).toHaveLength(50);
    expect(values.indexOf(27)).toBe(6 * 48 + 50);
    expect(changes).toEqual([at('2025-10-19T23:00:00Z')]);
  });

  it('asks for nothing when all is there', async () => {
    settle('2025-10-20', '2025-10-27');
    await sync.run({ ...source, newestDay: '2025-10-27' }, []);
    asked = [];
    expect(await sync.run({ ...source, newestDay: '2025-10-27' }, [])).toMatchObject({ requests: 0, changed: 0 });
    expect(asked).toEqual([]);
  });

  it('goes on where a failed run stopped', async () => {
    settle('2025-10-20', '2026-03-31');
    const failing = {
      ...source,
      fetch: (from: string, to: string) =>
        asked.length === 1 ? Promise.reject(new Error('away')) : source.fetch(from, to),
    };
    await expect(sync.run({ ...failing, newestDay: '2025-11-30' }, [])).resolves.toMatchObject({ requests: 1 });
    store.append(1, []);
    asked = ['one'];
    await expect(sync.run({ ...failing, newestDay: '2025-12-20' }, [])).rejects.toThrow('away');
    asked = [];
    await sync.run({ ...source, newestDay: '2025-12-20' }, []);
    expect(asked).toEqual(['2025-12-01..2025-12-20']);
  });

  it('asks again for days that came late and days with gaps, and stores only what changed', async () => {
    settle('2025-10-20', '2025-11-01');
    const gappy = settled.get('2025-10-30');
    settled.set('2025-10-30', { day: '2025-10-30', wh: (gappy?.wh ?? []).map((wh, slot) => (slot === 7 ? null : wh)) });
    await sync.run({ ...source, newestDay: '2025-11-03' }, []);
    settle('2025-11-02', '2025-11-03');
    settled.set('2025-10-30', gappy ?? { day: '', wh: [] });
    changes = [];
    asked = [];
    expect(await sync.run({ ...source, newestDay: '2025-11-03' }, [])).toMatchObject({ requests: 1, changed: 97 });
    expect(asked).toEqual(['2025-10-30..2025-11-03']);
    expect(changes).toEqual([at('2025-10-30T03:30:00Z')]);
    expect(await held()).not.toContain(NaN);
  });

  it('finds a revision of days ago by its windows, and of any day when the team wants it', async () => {
    settle('2025-10-20', '2025-12-20');
    await sync.run({ ...source, newestDay: '2025-12-20' }, []);
    settle('2025-12-17', '2025-12-17', 99);
    settle('2025-11-01', '2025-11-01', 98);
    changes = [];
    const daily = new Map([...revised, [7, '2025-12-19'] as const]);
    const result = await sync.run({ ...source, newestDay: '2025-12-20', revised: daily }, []);
    expect(result).toMatchObject({ requests: 1, changed: 48, revised: [7] });
    expect(changes).toEqual([at('2025-12-17T00:00:00Z')]);
    const again = [{ from: '2025-11-01', to: '2025-11-01' }];
    expect(await sync.run({ ...source, newestDay: '2025-12-20' }, again)).toMatchObject({ requests: 1, changed: 48 });
    expect((await held()).filter((wh) => wh >= 98)).toHaveLength(96);
  });

  it('has estimates made again that reach beyond the change', async () => {
    settle('2025-10-20', '2025-11-20');
    settled.delete('2025-11-05');
    await sync.run({ ...source, estimated: true, newestDay: '2025-11-20' }, []);
    settle('2025-11-21', '2025-11-21');
    changes = [];
    await sync.run({ ...source, estimated: true, newestDay: '2025-11-21' }, []);
    expect(changes).toEqual([at('2025-11-05T00:00:00Z')]);
  });

  it('leaves an old gap alone', async () => {
    settle('2025-10-20', '2025-12-20');
    settled.delete('2025-10-22');
    await sync.run({ ...source, newestDay: '2025-12-20' }, []);
    asked = [];
    await sync.run({ ...source, newestDay: '2025-12-20' }, []);
    expect(asked).toEqual([]);
    expect((await held()).filter((wh) => Number.isNaN(wh))).toHaveLength(48);
  });

  it('keeps values beyond the length of a day out', async () => {
    settled.set('2025-10-20', { day: '2025-10-20', wh: new Array<number>(50).fill(1) });
    await sync.run({ ...source, newestDay: '2025-10-21' }, []);
    expect(await held()).toHaveLength(48);
  });
});
