import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members, their series, keys and the club's tariffs. Each step can be repeated after a power cut in the middle. */
export class Club1763910000000 implements MigrationInterface {
  readonly name = 'Club1763910000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    for (const statement of BETHESDA) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['club_tariff_band', 'club_tariff', 'access_key', 'progress', 'series', 'member'])
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

const BINARY_TEXT = 'varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL';
const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

const TABLES = [
  `CREATE TABLE IF NOT EXISTS member (
    id int unsigned NOT NULL AUTO_INCREMENT,
    mpan ${BINARY_TEXT},
    token ${BINARY_TEXT},
    name varchar(128) NOT NULL,
    joined_day date NOT NULL,
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    UNIQUE INDEX ux_member_mpan (mpan)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS series (
    id int unsigned NOT NULL AUTO_INCREMENT,
    member_id int unsigned NOT NULL,
    kind varchar(16) NOT NULL,
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    UNIQUE INDEX ux_series_member_kind (member_id, kind)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS progress (
    task varchar(32) NOT NULL,
    due_from int unsigned NULL,
    version int unsigned NOT NULL,
    PRIMARY KEY (task)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS access_key (
    hash char(64) NOT NULL,
    member_id int unsigned NOT NULL,
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (hash),
    CONSTRAINT fk_access_key_member FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE ON UPDATE NO ACTION
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS club_tariff (
    id int unsigned NOT NULL AUTO_INCREMENT,
    name varchar(64) NOT NULL,
    from_day date NOT NULL,
    standing_charge_pence_per_day decimal(9,4) NOT NULL,
    vat_permille smallint unsigned NOT NULL,
    reference_pence_per_kwh decimal(9,4) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX ux_club_tariff_from_day (from_day)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS club_tariff_band (
    tariff_id int unsigned NOT NULL,
    weekend tinyint NOT NULL,
    start_minute smallint unsigned NOT NULL,
    name varchar(32) NOT NULL,
    import_pence_per_kwh decimal(9,4) NOT NULL,
    generation_pence_per_kwh decimal(9,4) NOT NULL,
    PRIMARY KEY (tariff_id, weekend, start_minute),
    CONSTRAINT fk_club_tariff_band FOREIGN KEY (tariff_id) REFERENCES club_tariff (id) ON DELETE CASCADE ON UPDATE NO ACTION
  ) ${ENGINE}`,
];

/** The tariff that Bethesda began with: one hydro price and four bands. */
const BETHESDA = [
  `INSERT IGNORE INTO club_tariff (id, name, from_day, standing_charge_pence_per_day, vat_permille, reference_pence_per_kwh)
   VALUES (1, 'Bethesda', '2016-10-01', 17.8, 50, 12)`,
  `INSERT IGNORE INTO club_tariff_band (tariff_id, weekend, start_minute, name, import_pence_per_kwh, generation_pence_per_kwh)
   VALUES (1, 0, 360, 'morning', 12, 7), (1, 0, 660, 'midday', 10, 7), (1, 0, 960, 'evening', 14, 7), (1, 0, 1200, 'overnight', 7.25, 7)`,
];
