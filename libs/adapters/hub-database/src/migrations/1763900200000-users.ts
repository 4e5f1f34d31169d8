import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Local accounts. Can be repeated after a power cut. */
export class Users1763900200000 implements MigrationInterface {
  readonly name = 'Users1763900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS user (
      id int unsigned NOT NULL AUTO_INCREMENT,
      name varchar(64) NOT NULL,
      password_hash varchar(200) NOT NULL,
      created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (id),
      UNIQUE INDEX ux_user_name (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS user');
  }
}
