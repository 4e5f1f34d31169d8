import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices of the household. Can be repeated after a power cut. */
export class Devices1763900700000 implements MigrationInterface {
  readonly name = 'Devices1763900700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS device (
      id int unsigned NOT NULL AUTO_INCREMENT,
      type varchar(32) NOT NULL,
      topic varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      outlet tinyint unsigned NOT NULL,
      name varchar(64) NOT NULL,
      room varchar(64) NULL,
      account varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
      override text NULL,
      control text NULL,
      created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (id),
      UNIQUE KEY ux_device_topic_outlet (topic, outlet)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS device');
  }
}
