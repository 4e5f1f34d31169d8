import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schedules of devices, and what happened to them. Can be repeated after a power cut. */
export class Schedules1763900800000 implements MigrationInterface {
  readonly name = 'Schedules1763900800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS schedule (
      id int unsigned NOT NULL AUTO_INCREMENT,
      device_id int unsigned NOT NULL,
      rule text NOT NULL,
      standing text NOT NULL,
      published mediumtext NULL,
      created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS schedule_event (
      id int unsigned NOT NULL AUTO_INCREMENT,
      schedule_id int unsigned NOT NULL,
      at int unsigned NOT NULL,
      kind varchar(16) NOT NULL,
      detail text NOT NULL,
      PRIMARY KEY (id),
      KEY schedule_event_of (schedule_id, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS schedule_event');
    await runner.query('DROP TABLE IF EXISTS schedule');
  }
}
