import type { DataSource, EntityMetadata, QueryRunner } from 'typeorm';
import * as z from 'zod/mini';

const ROWS_AT_ONCE = 200;

const Cell = z.union([z.string(), z.number(), z.null()]);
/** Every row of every table, and the steps that made the tables what they were. */
export const TablesCopy = z.object({
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.object({ columns: z.array(z.string()), rows: z.array(z.array(Cell)) })),
});
export type TablesCopy = z.infer<typeof TablesCopy>;

/** The whole database, taken out and put in again. */
export interface Copies {
  /** As it stood at one moment. */
  copyTables(): Promise<TablesCopy>;
  /** Whether this release knows every step of the copy's tables: a newer one may have what would be lost here. */
  knowsTables(copy: TablesCopy): boolean;
  /** Finds out whether a copy could be put in, and changes nothing. @throws where it could not */
  tryTables(copy: TablesCopy): Promise<void>;
  /** Puts a copy in the place of everything, all of it or nothing. Columns that are newer than it get their defaults. */
  replaceTables(copy: TablesCopy): Promise<void>;
}

export function copies(open: () => DataSource): Copies {
  return {
    copyTables: () => withRunner(open(), (runner) => copied(runner)),
    knowsTables: ({ migrations }) => {
      const known = new Set(open().migrations.map(({ name, constructor }) => name ?? constructor.name));
      return migrations.every((name) => known.has(name));
    },
    tryTables: (copy) => withRunner(open(), (runner) => replaced(runner, copy, 'rollbackTransaction')),
    replaceTables: (copy) => withRunner(open(), (runner) => replaced(runner, copy, 'commitTransaction')),
  };
}

async function withRunner<T>(source: DataSource, run: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    return await run(runner);
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function copied(runner: QueryRunner): Promise<TablesCopy> {
  await runner.startTransaction('REPEATABLE READ');
  const steps = (await runner.query('SELECT name FROM migrations ORDER BY id')) as { readonly name: string }[];
  const tables: TablesCopy['tables'] = {};
  for (const meta of runner.dataSource.entityMetadatas) {
    const columns = meta.columns.map(({ databaseName }) => databaseName);
    const picked = meta.columns.map(({ databaseName, type }) =>
      type === 'datetime' || type === 'date'
        ? `CAST(\`${databaseName}\` AS CHAR) AS \`${databaseName}\``
        : `\`${databaseName}\``,
    );
    const found = (await runner.query(`SELECT ${picked.join(', ')} FROM \`${meta.tableName}\``)) as Record<
      string,
      string | number | null
    >[];
    tables[meta.tableName] = { columns, rows: found.map((row) => columns.map((column) => row[column] ?? null)) };
  }
  await runner.commitTransaction();
  return { migrations: steps.map(({ name }) => name), tables };
}

async function replaced(
  runner: QueryRunner,
  copy: TablesCopy,
  end: 'commitTransaction' | 'rollbackTransaction',
): Promise<void> {
  const given = new Map(Object.entries(copy.tables));
  // Tables refer to each other: between the first row and the last of all they may point at nothing.
  await runner.query('SET FOREIGN_KEY_CHECKS = 0');
  try {
    await runner.startTransaction();
    for (const meta of runner.dataSource.entityMetadatas) {
      await runner.query(`DELETE FROM \`${meta.tableName}\``);
      await inserted(runner, meta, given.get(meta.tableName));
    }
    await runner[end]();
  } finally {
    await runner.query('SET FOREIGN_KEY_CHECKS = 1');
  }
}

async function inserted(
  runner: QueryRunner,
  meta: EntityMetadata,
  table: TablesCopy['tables'][string] | undefined,
): Promise<void> {
  if (table === undefined) return;
  const known = new Set(meta.columns.map(({ databaseName }) => databaseName));
  const places = table.columns.flatMap((column, at) => (known.has(column) ? [{ column, at }] : []));
  const names = places.map(({ column }) => `\`${column}\``).join(', ');
  const row = `(${places.map(() => '?').join(', ')})`;
  for (let first = 0; first < table.rows.length; first += ROWS_AT_ONCE) {
    const rows = table.rows.slice(first, first + ROWS_AT_ONCE);
    const values = rows.flatMap((cells) => places.map(({ at }) => cells[at] ?? null));
    await runner.query(`INSERT INTO \`${meta.tableName}\` (${names}) VALUES ${rows.map(() => row).join(', ')}`, values);
  }
}
