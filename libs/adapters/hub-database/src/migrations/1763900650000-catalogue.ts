import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Inputs and feeds know whose they are, and settled series are feeds without an input. Can be repeated after a power cut;
 * the release before reads these tables and fills what it does not know with defaults.
 */
export class Catalogue1763900650000 implements MigrationInterface {
  readonly name = 'Catalogue1763900650000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE input ADD COLUMN IF NOT EXISTS account varchar(80) NULL`);
    await runner.query(`ALTER TABLE input ADD COLUMN IF NOT EXISTS description varchar(128) NOT NULL DEFAULT ''`);
    await runner.query(`ALTER TABLE feed ADD COLUMN IF NOT EXISTS account varchar(80) NULL`);
    await runner.query(
      `DELETE FROM input WHERE process_list IS NULL AND ((node = 'household' AND name IN ('use', 'estimated', 'hydro'))
        OR (node LIKE 'club:%' AND name = 'shared'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE feed DROP COLUMN IF EXISTS account');
    await runner.query('ALTER TABLE input DROP COLUMN IF EXISTS description');
    await runner.query('ALTER TABLE input DROP COLUMN IF EXISTS account');
  }
}
