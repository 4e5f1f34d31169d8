import * as mysql2 from 'mysql2';
import type { DataSource } from 'typeorm';

const BOUNDED = new WeakSet<DataSource>();

/** From now on a statement of this source ends after its budget. Not before its migrations, which may take their time. */
export const boundQueries = (source: DataSource): void => void BOUNDED.add(source);
export const isBounded = (source: DataSource): boolean => BOUNDED.has(source);

/**
 * Makes pools whose connections are told, once, how long a statement and a wait for a lock may take, before the first statement
 * that is bounded. The database then ends it with error 1969 or ER_LOCK_WAIT_TIMEOUT, and the connection stays good.
 */
export const boundedPool =
  (isOn: () => boolean, budgetS: number) =>
  (options: mysql2.PoolOptions): mysql2.Pool => {
    const pool = mysql2.createPool(options);
    const told = new WeakSet<object>();
    const lockS = Math.max(1, Math.floor(budgetS / 2));
    pool.on('acquire', (connection) => {
      if (!isOn() || told.has(connection)) return;
      told.add(connection);
      // Statements of a connection are worked on in their order. One that cannot be told has gone, and the next one says so.
      connection.query(
        `SET SESSION max_statement_time = ${budgetS}, innodb_lock_wait_timeout = ${lockS}`,
        () => undefined,
      );
    });
    return pool;
  };
