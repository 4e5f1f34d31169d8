import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Summaries of days and months. Can be repeated after a power cut. */
export class Summaries1763900400000 implements MigrationInterface {
  readonly name = 'Summaries1763900400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS summary (
      list varchar(20) NOT NULL,
      period varchar(10) NOT NULL,
      view text NOT NULL,
      PRIMARY KEY (list, period)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS summary');
  }
}
