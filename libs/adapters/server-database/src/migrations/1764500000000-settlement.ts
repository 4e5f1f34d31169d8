import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Memberships with dates, words for bands, what was asked for again and what the team wants again. Each step can be repeated after a
 * power cut in the middle; the release before reads these tables as before.
 */
export class Settlement1764500000000 implements MigrationInterface {
  readonly name = 'Settlement1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['fetch_again', 'revision']) await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

const UP = [
  'ALTER TABLE member ADD COLUMN IF NOT EXISTS left_day date NULL',
  // Two households may follow each other at one meter point.
  'ALTER TABLE member ADD UNIQUE INDEX IF NOT EXISTS ux_member_mpan_joined (mpan, joined_day)',
  'ALTER TABLE member DROP INDEX IF EXISTS ux_member_mpan',
  'ALTER TABLE club_tariff_band ADD COLUMN IF NOT EXISTS label_en varchar(32) NULL',
  'ALTER TABLE club_tariff_band ADD COLUMN IF NOT EXISTS label_cy varchar(32) NULL',
  `CREATE TABLE IF NOT EXISTS revision (
    series_id int unsigned NOT NULL,
    days smallint unsigned NOT NULL,
    newest_day date NOT NULL,
    PRIMARY KEY (series_id, days)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS fetch_again (
    id int unsigned NOT NULL AUTO_INCREMENT,
    from_day date NOT NULL,
    to_day date NOT NULL,
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id)
  ) ${ENGINE}`,
];
