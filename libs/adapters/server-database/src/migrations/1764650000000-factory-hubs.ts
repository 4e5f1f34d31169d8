import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The factory's list of hubs. The release before does not look at it. */
export class FactoryHubs1764650000000 implements MigrationInterface {
  readonly name = 'FactoryHubs1764650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS factory_hub (
      hub_id varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      enrolment_key varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
      PRIMARY KEY (hub_id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS factory_hub');
  }
}
