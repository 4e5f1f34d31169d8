import { keepConnecting } from '@hub/adapters/mariadb';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSource } from './data-source';

const services = useServices({ beforeAll, afterAll });
/** MariaDB's number for it; the driver has no name. */
const STATEMENT_TIMEOUT = 1969;
const HOURS =
  'SELECT COUNT(*) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b, information_schema.COLLATIONS c, information_schema.COLLATIONS d';
const opened = async (queryBudgetS: number) => {
  const { socket: socketPath, user, name } = services().database;
  const connection = keepConnecting(dataSource({ socketPath, user, name, queryBudgetS }));
  connection.start();
  await waitFor(() => connection.opened(), { what: 'the database' });
  return connection;
};

describe('a statement that would take hours', () => {
  it('is ended by the database, on every connection, and the connections serve on', async () => {
    const connection = await opened(1);
    try {
      const ends = await Promise.allSettled(Array.from({ length: 8 }, () => connection.source().query(HOURS)));
      for (const end of ends) expect(end).toMatchObject({ reason: { errno: STATEMENT_TIMEOUT } });
      const all = Array.from({ length: 8 }, () => connection.source().query('SELECT 1 AS one'));
      expect(await Promise.all(all)).toEqual(all.map(() => [{ one: 1 }]));
    } finally {
      await connection.close();
    }
  });

  it('as one that waits for a lock is; what held the lock is not harmed', async () => {
    const connection = await opened(2);
    const [holder, waiter] = [connection.source().createQueryRunner(), connection.source().createQueryRunner()];
    const LOCK = 'SELECT * FROM tariff_band FOR UPDATE';
    try {
      await holder.startTransaction();
      await holder.query(LOCK);
      await waiter.startTransaction();
      await expect(waiter.query(LOCK)).rejects.toMatchObject({
        code: 'ER_LOCK_WAIT_TIMEOUT',
      });
      await waiter.rollbackTransaction();
      await holder.commitTransaction();
      await waiter.startTransaction();
      expect(await waiter.query(LOCK)).not.toEqual([]);
      await waiter.commitTransaction();
    } finally {
      await holder.release();
      await waiter.release();
      await connection.close();
    }
  });

  it('may be a migration: nothing is bounded before they have run', async () => {
    const { socket: socketPath, user, name } = services().database;
    const source = await dataSource({ socketPath, user, name, queryBudgetS: 1 }).initialize();
    try {
      const [{ seconds }] = (await source.query<{ seconds: string }[]>('SELECT @@max_statement_time AS seconds')) as [
        { seconds: string },
      ];
      expect(Number(seconds)).toBe(0);
    } finally {
      await source.destroy();
    }
  });
});
