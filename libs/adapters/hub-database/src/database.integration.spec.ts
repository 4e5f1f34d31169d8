import { tariffOf } from '@hub/domain/tariff';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSource } from './data-source';
import { openDatabase } from './database';

const services = useServices({ beforeAll, afterAll });
const login = () => ({
  socketPath: services().database.socket,
  user: services().database.user,
  name: services().database.name,
});
const source = (name: string, logged = true) => ({
  source: { node: 'plug1', name, unit: 'W', intervalS: 10, durable: false, logged },
  account: 'node:plug1',
});

const opened = async () => {
  const database = openDatabase(login());
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
  return database;
};

describe('migrations', () => {
  it('make exactly the tables that the code describes', async () => {
    const connection = await dataSource(login()).initialize();
    try {
      const drift = await connection.driver.createSchemaBuilder().log();
      expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await connection.destroy();
    }
  });

  it('can be repeated after a power cut in their middle, and undone', async () => {
    const connection = await dataSource(login()).initialize();
    try {
      await connection.query('DROP TABLE process_memory, input');
      await connection.query('DELETE FROM migrations');
      await connection.runMigrations();
      expect(await connection.query('SELECT COUNT(*) AS n FROM tariff_band')).toEqual([{ n: '4' }]);
      for (let undone = 0; undone < connection.migrations.length; undone++) await connection.undoLastMigration();
      expect(await connection.query('SHOW TABLES')).toHaveLength(1);
      await connection.runMigrations();
    } finally {
      await connection.destroy();
    }
  });
});

describe('register', () => {
  it('gives each source its input and feed once, however many ask', async () => {
    const database = await opened();
    try {
      const [first, second] = await Promise.all([
        database.register([source('power'), source('Power')]),
        database.register([source('power'), source('energy')]),
      ]);
      expect(first.map(({ name }) => name)).toEqual(['power', 'Power']);
      expect(second[0]).toEqual(first[0]);
      const feeds = await database.feeds();
      expect(feeds.find(({ id }) => id === first[0]?.feedId)).toMatchObject({
        ...{ tag: 'plug1', name: 'power', unit: 'W', intervalS: 10, durable: false, account: 'node:plug1' },
      });
      expect((await database.inputs()).map(({ name }) => name).sort()).toEqual(['Power', 'energy', 'power']);
      expect(feeds).toHaveLength(3);
    } finally {
      await database.close();
    }
  });
});

describe('inputs and feeds', () => {
  it('an input that is not logged has no feed until it is asked for, and a feed that goes leaves its input', async () => {
    const database = await opened();
    try {
      const [seen] = await database.register([source('seen', false)]);
      expect(seen).toMatchObject({ node: 'plug1', name: 'seen', feedId: null, description: '' });
      const [feed] = await database.ensureFeeds([
        { tag: 'plug1', name: 'seen', unit: 'W', intervalS: 10, durable: false, account: null },
      ]);
      await database.changeInput(seen?.id ?? 0, { feedId: feed?.id ?? 0, description: 'kettle' });
      const input = async () => (await database.inputs()).find(({ id }) => id === seen?.id);
      expect(await input()).toMatchObject({ feedId: feed?.id, description: 'kettle' });
      await database.removeFeed(feed?.id ?? 0);
      expect(await input()).toMatchObject({ feedId: null });
      expect(await database.register([source('seen')])).toMatchObject([
        { id: seen?.id, feedId: expect.any(Number) as number },
      ]);
      await database.removeInputs([seen?.id ?? 0]);
      expect(await input()).toBeUndefined();
    } finally {
      await database.close();
    }
  });

  it('repeating a call burns no numbers', async () => {
    const database = await opened();
    try {
      const [first] = await database.register([source('counted')]);
      for (let again = 0; again < 20; again++) await database.register([source('counted')]);
      const [next] = await database.register([source('counted next')]);
      expect((next?.id ?? 0) - (first?.id ?? 0)).toBe(1);
      expect((next?.feedId ?? 0) - (first?.feedId ?? 0)).toBe(1);
    } finally {
      await database.close();
    }
  });

  it('a feed is renamed, unless the name is taken', async () => {
    const database = await opened();
    try {
      const named = { tag: 'made', unit: '', intervalS: 10, durable: false, account: 'key:1' };
      const first = await database.createFeed({ ...named, name: 'a' });
      await database.createFeed({ ...named, name: 'b' });
      expect(await database.createFeed({ ...named, name: 'a' })).toBeUndefined();
      expect(await database.changeFeed(first?.id ?? 0, { name: 'b' })).toBe(false);
      expect(await database.changeFeed(first?.id ?? 0, { name: 'c', unit: 'kWh' })).toBe(true);
      expect(await database.changeFeed(first?.id ?? 0, { name: 'c' })).toBe(true);
      expect(await database.changeFeed(999_999, { name: 'd' })).toBe(false);
    } finally {
      await database.close();
    }
  });
});

describe('the owner', () => {
  it('is made once, however many try at once', async () => {
    const database = await opened();
    try {
      expect(await database.hasOwner()).toBe(false);
      const tries = await Promise.all(['Mair', 'Elis', 'Nia'].map((name) => database.createOwner(name, `of ${name}`)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      const winner = ['Mair', 'Elis', 'Nia'][tries.indexOf(true)] ?? '';
      expect(await database.hasOwner()).toBe(true);
      expect(await database.userByName(winner.toUpperCase())).toMatchObject({ id: 1, passwordHash: `of ${winner}` });
      expect(await database.createOwner('Owain', 'other')).toBe(false);
      expect(await database.userByName('Owain')).toBeUndefined();
      expect(await database.setOwnerPassword('newer')).toMatchObject({ name: winner, passwordHash: 'newer' });
      expect(await database.userByName(winner)).toMatchObject({ passwordHash: 'newer' });
    } finally {
      await database.close();
    }
  });
});

describe('process lists', () => {
  it('are kept with their input; what they remember survives once, or for as long as it is true', async () => {
    const database = await opened();
    try {
      const [input] = await database.register([source('processed')]);
      const inputId = input?.id ?? 0;
      const memory = { inputId, name: 'kwh_accumulator:5', time: 1_700_000_000, value: 30_000.1234567 };
      const lasting = { ...memory, total: 12.25, lasting: true };
      const brief = { ...memory, name: 'ratechange:6', total: null, lasting: false };
      await database.setProcessList(inputId, 'process__scale:2');
      expect((await database.inputs()).find(({ id }) => id === inputId)?.processList).toBe('process__scale:2');
      await database.saveMemories([{ ...lasting, value: 1 }, brief]);
      await database.saveMemories([lasting]);
      expect(await database.takeMemories()).toEqual([lasting, brief]);
      expect(await database.takeMemories()).toEqual([lasting]);
      await database.saveMemories([{ ...brief, name: 'power_to_kwh:55' }]);
      await database.forgetFeed(5);
      expect((await database.takeMemories()).map(({ name }) => name)).toEqual(['power_to_kwh:55']);
      await database.saveMemories([lasting]);
      await database.setProcessList(inputId, null);
      expect(await database.takeMemories()).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

describe('summaries', () => {
  it('are written where they differ only, and read in order', async () => {
    const database = await opened();
    const day = (period: string, view = `of ${period}`) => ({ period, view });
    try {
      const days = [day('2026-03-02'), day('2026-03-01'), day('2026-03-03')];
      expect(await database.keepSummaries('household/daily', days)).toBe(3);
      expect(await database.keepSummaries('household/daily', days)).toBe(0);
      expect(await database.keepSummaries('household/daily', [day('2026-03-02', 'Tŷ'), day('2026-03-04')])).toBe(2);
      expect(await database.keepSummaries('household/daily', [])).toBe(0);
      await database.keepSummaries('club/daily', [day('2026-03-01', 'club')]);
      expect(await database.newestSummaries('household/daily', 2)).toMatchObject([
        day('2026-03-03'),
        day('2026-03-04'),
      ]);
      expect(await database.summaries('household/daily', '2026-03-02', '2026-03-03')).toMatchObject([
        day('2026-03-02', 'Tŷ'),
        day('2026-03-03'),
      ]);
      await database.dropSummaries('household/daily');
      expect(await database.newestSummaries('household/daily', 9)).toEqual([]);
      expect(await database.newestSummaries('club/daily', 9)).toHaveLength(1);
    } finally {
      await database.close();
    }
  });
});

describe('tariff', () => {
  it('is the seeded one of Bethesda, from its first day on', async () => {
    const database = await opened();
    try {
      const band = (name: string, startMinute: number, importPencePerKWh: number) => ({
        name,
        startMinute,
        importPencePerKWh,
        generationPencePerKWh: 7,
      });
      expect(await database.tariff('2026-11-23')).toEqual(
        tariffOf('Bethesda', 17.8, [
          band('morning', 360, 12),
          band('midday', 660, 10),
          band('evening', 960, 14),
          band('overnight', 1200, 7.25),
        ]),
      );
      expect(await database.tariff('2016-09-30')).toBeUndefined();
    } finally {
      await database.close();
    }
  });
});

describe('a database that comes and goes', () => {
  it('opens when it appears, rejects while it is away, and answers when it is back', async () => {
    await services().database.stop();
    const database = openDatabase(login());
    try {
      database.start();
      await waitFor(() => database.fault() !== 'not tried yet', { what: 'a failed attempt' });
      expect(database.opened()).toBe(false);
      await services().database.start();
      await waitFor(() => database.opened(), { what: 'the database' });
      await services().database.kill();
      await expect(database.ping()).rejects.toThrow();
      await services().database.start();
      await waitFor(() => database.ping().then(() => true), { what: 'an answer' });
    } finally {
      await database.close();
    }
  });
});
