import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts of devices at the broker. Can be repeated after a power cut. */
export class BrokerAccounts1763900900000 implements MigrationInterface {
  readonly name = 'BrokerAccounts1763900900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS broker_account (
      username varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      password varchar(128) NOT NULL,
      salt varchar(64) NOT NULL,
      iterations int unsigned NOT NULL,
      rights text NOT NULL,
      shown_to varchar(64) NULL,
      created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (username)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS broker_account');
  }
}
