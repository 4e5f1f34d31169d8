import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of emoncms clients. Can be repeated after a power cut. */
export class ApiKeys1763900100000 implements MigrationInterface {
  readonly name = 'ApiKeys1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS api_key (
      key_hash varchar(64) NOT NULL,
      role varchar(5) NOT NULL,
      created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (key_hash)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS api_key');
  }
}
