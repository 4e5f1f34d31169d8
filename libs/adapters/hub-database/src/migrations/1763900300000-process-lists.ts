import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of processes of inputs, what they remember, and the secrets of devices that seal their messages. Can be repeated
 * after a power cut.
 */
export class ProcessLists1763900300000 implements MigrationInterface {
  readonly name = 'ProcessLists1763900300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE input ADD COLUMN IF NOT EXISTS process_list text NULL');
    await runner.query('ALTER TABLE api_key ADD COLUMN IF NOT EXISTS secret varchar(32) NULL');
    await runner.query(`CREATE TABLE IF NOT EXISTS process_memory (
      input_id int unsigned NOT NULL,
      name varchar(64) NOT NULL,
      time int unsigned NOT NULL,
      value double NOT NULL,
      total double NULL,
      lasting tinyint NOT NULL,
      PRIMARY KEY (input_id, name),
      CONSTRAINT fk_memory_input FOREIGN KEY (input_id) REFERENCES input (id) ON DELETE CASCADE ON UPDATE NO ACTION
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS process_memory');
    await runner.query('ALTER TABLE api_key DROP COLUMN IF EXISTS secret');
    await runner.query('ALTER TABLE input DROP COLUMN IF EXISTS process_list');
  }
}
