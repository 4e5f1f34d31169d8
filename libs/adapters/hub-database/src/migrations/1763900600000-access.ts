import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People beside the owner, invitations, named keys and the log of who did what. Can be repeated after a power cut. Members have
 * a table of their own: the previous release takes everyone in `user` for the owner.
 */
export class Access1763900600000 implements MigrationInterface {
  readonly name = 'Access1763900600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS member (
      id int unsigned NOT NULL AUTO_INCREMENT,
      name varchar(64) NOT NULL,
      password_hash varchar(200) NOT NULL,
      role varchar(10) NOT NULL,
      until int unsigned NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX ux_member_name (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS invitation (
      id int unsigned NOT NULL AUTO_INCREMENT,
      code_hash char(64) NOT NULL,
      role varchar(10) NOT NULL,
      until int unsigned NULL,
      expires_at int unsigned NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX ux_invitation_code (code_hash)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS audit (
      id int unsigned NOT NULL AUTO_INCREMENT,
      at int unsigned NOT NULL,
      who varchar(64) NOT NULL,
      action varchar(32) NOT NULL,
      about varchar(200) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_audit_at (at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`ALTER TABLE api_key
      ADD COLUMN IF NOT EXISTS name varchar(64) NOT NULL DEFAULT '',
      ADD COLUMN IF NOT EXISTS last_used_at int unsigned NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['member', 'invitation', 'audit']) await runner.query(`DROP TABLE IF EXISTS ${table}`);
    await runner.query('ALTER TABLE api_key DROP COLUMN IF EXISTS name, DROP COLUMN IF EXISTS last_used_at');
  }
}
