import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Inputs, feeds and tariffs. MariaDB cannot roll a change of tables back, so each step can be repeated after a power
 * cut in the middle.
 */
export class FirstLight1763900000000 implements MigrationInterface {
  readonly name = 'FirstLight1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(
      `INSERT IGNORE INTO tariff (id, name, valid_from, standing_charge_pence_per_day) VALUES (1, 'Bethesda', '2016-10-01', 17.8)`,
    );
    await runner.query(
      `INSERT IGNORE INTO tariff_band (tariff_id, start_minute, name, import_pence_per_kwh, generation_pence_per_kwh) VALUES
        (1, 360, 'morning', 12, 7), (1, 660, 'midday', 10, 7), (1, 960, 'evening', 14, 7), (1, 1200, 'overnight', 7.25, 7)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['tariff_band', 'tariff', 'input', 'feed']) await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

const BINARY_TEXT = 'varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL';
const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

const TABLES = [
  `CREATE TABLE IF NOT EXISTS feed (
    id int unsigned NOT NULL AUTO_INCREMENT,
    tag ${BINARY_TEXT},
    name ${BINARY_TEXT},
    unit varchar(16) NOT NULL,
    interval_s int unsigned NOT NULL,
    durable tinyint NOT NULL,
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    UNIQUE INDEX ux_feed_tag_name (tag, name)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS input (
    id int unsigned NOT NULL AUTO_INCREMENT,
    node ${BINARY_TEXT},
    name ${BINARY_TEXT},
    feed_id int unsigned NULL,
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    UNIQUE INDEX ux_input_node_name (node, name),
    CONSTRAINT fk_input_feed FOREIGN KEY (feed_id) REFERENCES feed (id) ON DELETE SET NULL ON UPDATE NO ACTION
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS tariff (
    id int unsigned NOT NULL AUTO_INCREMENT,
    name varchar(64) NOT NULL,
    valid_from date NOT NULL,
    standing_charge_pence_per_day decimal(9,4) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX ux_tariff_name_valid_from (name, valid_from)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS tariff_band (
    tariff_id int unsigned NOT NULL,
    start_minute smallint unsigned NOT NULL,
    name varchar(32) NOT NULL,
    import_pence_per_kwh decimal(9,4) NOT NULL,
    generation_pence_per_kwh decimal(9,4) NOT NULL,
    PRIMARY KEY (tariff_id, start_minute),
    CONSTRAINT fk_band_tariff FOREIGN KEY (tariff_id) REFERENCES tariff (id) ON DELETE CASCADE ON UPDATE NO ACTION
  ) ${ENGINE}`,
];
