import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUB, type CommunityDatabase, openCommunityDatabase } from './community-database';
import { communityDataSource } from './data-source';
import { BUILT_IN_TARIFFS, type DatedTariff, tariffOf } from '@hub/domain/tariff';

const services = useServices({ beforeAll, afterAll });
const login = () => ({
  socketPath: services().database.socket,
  user: services().database.user,
  name: services().database.name,
});
const member = (number: number, name = `home ${number}`) => ({
  mpan: `23000000000${number}`,
  token: `t${number}`,
  name,
  joinedDay: '2023-11-23',
});

let database: CommunityDatabase;
beforeAll(async () => {
  database = openCommunityDatabase(login());
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
});
afterAll(() => database.close());

describe('migrations', () => {
  it('make exactly the tables that the code describes, and can be undone and repeated', async () => {
    const connection = await communityDataSource(login()).initialize();
    try {
      const drift = await connection.driver.createSchemaBuilder().log();
      expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
      for (let left = connection.migrations.length; left > 0; left--) await connection.undoLastMigration();
      expect(await connection.query('SHOW TABLES')).toHaveLength(1);
      await connection.runMigrations();
      await connection.query('DELETE FROM migrations');
      await connection.runMigrations();
    } finally {
      await connection.destroy();
    }
  });
});

describe('members', () => {
  it('are kept by MPAN and brought up to date; who is listed no more has left', async () => {
    await database.keepMembers([member(1), member(2)], '2026-11-29');
    await database.keepMembers([member(2, 'Tŷ Newydd'), member(3)], '2026-11-30');
    expect((await database.members()).map(({ name, joinedDay, leftDay }) => [name, joinedDay, leftDay])).toEqual([
      ['home 1', '2023-11-23', '2026-11-30'],
      ['Tŷ Newydd', '2023-11-23', null],
      ['home 3', '2023-11-23', null],
    ]);
  });

  it('have keys that open only their own series', async () => {
    const [first] = await database.members();
    const key = await database.issueKey(first?.id ?? 0);
    expect(await database.memberOfKey(key)).toBe(first?.id);
    expect(await database.memberOfKey(`${key}x`)).toBeUndefined();
    await expect(database.issueKey(999)).rejects.toThrow();
  });
});

describe('series', () => {
  it('are made once, also by two at once', async () => {
    const [a, b] = await Promise.all([
      database.series(CLUB, ['generation', 'consumption']),
      database.series(CLUB, ['generation', 'consumption']),
    ]);
    expect(a).toEqual(b);
    expect(a.map(({ kind }) => kind)).toEqual(['generation', 'consumption']);
    expect(await database.findSeries(a[1]?.id ?? 0)).toEqual(a[1]);
    expect(await database.findSeries(12_345)).toBeUndefined();
    const more = await database.series(CLUB, ['shared', 'generation']);
    expect(more.map(({ kind }) => kind)).toEqual(['shared', 'generation']);
    expect(more[1]).toEqual(a[0]);
  });
});

describe('progress of a task', () => {
  it('remembers the earliest due time', async () => {
    expect(await database.due('share')).toBeUndefined();
    await database.makeDue('share', 2000);
    await database.makeDue('share', 3000);
    expect(await database.due('share')).toMatchObject({ from: 2000 });
    await database.makeDue('share', 1000);
    expect(await database.due('share')).toMatchObject({ from: 1000 });
  });

  it('is settled only when nothing became due meanwhile, not even for a later time', async () => {
    const before = await database.due('share');
    await database.makeDue('share', 5000);
    await database.settled('share', before ?? { from: 0, version: 0 });
    const after = await database.due('share');
    expect(after).toMatchObject({ from: 1000 });
    await database.settled('share', after ?? { from: 0, version: 0 });
    expect(await database.due('share')).toBeUndefined();
    await database.makeDue('share', 7000);
    expect(await database.due('share')).toMatchObject({ from: 7000 });
  });
});

describe('tariffs', () => {
  it('hold the first one of Bethesda', async () => {
    const [first] = await database.tariffs();
    expect(first).toMatchObject({ fromDay: '2016-10-01', vatPermille: 50, referencePencePerKWh: 12 });
    expect(first?.weekday.bands.map(({ name }) => name)).toEqual(['morning', 'midday', 'evening', 'overnight']);
    expect(await database.tariffs()).toEqual(BUILT_IN_TARIFFS);
  });

  it('are entered with any bands, replaced and removed', async () => {
    const band = (name: string, startMinute: number, price: number) => ({
      name,
      startMinute,
      importPencePerKWh: price,
      generationPencePerKWh: 7.1234,
    });
    const label = { en: 'Sunday roast', cy: 'Cinio dydd Sul' };
    const entry = (fromDay: string, price: number): DatedTariff => ({
      fromDay,
      weekday: tariffOf('two rates', 21.0001, [
        band('night', 30, price),
        { ...band('constructor', 435, 30.4567), label },
      ]),
      weekend: tariffOf('two rates', 21.0001, [band('all-day', 0, 9)]),
      vatPermille: 200,
      referencePencePerKWh: 27.0399,
    });
    await database.setTariff(entry('2027-01-01', 5));
    await database.setTariff(entry('2027-01-01', 6.0001));
    await database.setTariff(entry('2026-06-01', 4));
    expect((await database.tariffs()).slice(1)).toEqual([entry('2026-06-01', 4), entry('2027-01-01', 6.0001)]);
    expect(await database.removeTariff('2027-01-01')).toBe(true);
    expect(await database.removeTariff('2027-01-01')).toBe(false);
  });

  it('without a band are left out, and the others hold', async () => {
    const connection = await communityDataSource(login()).initialize();
    try {
      await connection.query(
        `INSERT INTO club_tariff (name, from_day, standing_charge_pence_per_day, vat_permille, reference_pence_per_kwh)
         VALUES ('half', '2028-01-01', 1, 50, 12)`,
      );
      expect((await database.tariffs()).map(({ fromDay }) => fromDay)).toEqual(['2016-10-01', '2026-06-01']);
    } finally {
      await connection.destroy();
    }
  });
});
