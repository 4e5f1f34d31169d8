import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keys of the team open, and what was done with them. The release before takes every key for one that opens all. */
export class Team1764600000000 implements MigrationInterface {
  readonly name = 'Team1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS team_audit');
  }
}

const UP = [
  'ALTER TABLE team_key ADD COLUMN IF NOT EXISTS scopes varchar(255) NULL',
  `CREATE TABLE IF NOT EXISTS team_audit (
    id int unsigned NOT NULL AUTO_INCREMENT,
    at int unsigned NOT NULL,
    name varchar(64) NOT NULL,
    key_id varchar(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    request varchar(255) NOT NULL,
    detail varchar(1000) NOT NULL,
    status smallint unsigned NULL,
    PRIMARY KEY (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
];
