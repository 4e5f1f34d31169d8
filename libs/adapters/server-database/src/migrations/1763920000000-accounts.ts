import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Household accounts, hubs with their certificates, releases and rollouts. Each step can be repeated after a power cut in the middle. */
export class Accounts1763920000000 implements MigrationInterface {
  readonly name = 'Accounts1763920000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

const NAMES = [
  'rollout_event',
  'rollout_hub',
  'rollout',
  'software_release',
  'team_key',
  'hub_event',
  'hub_certificate',
  'hub',
  'claim_code',
  'account_session',
  'account',
];

const text = (length: number) => `varchar(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
const ENGINE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';
const CREATED_AT = 'created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP';
const child = (name: string, column: string, parent: string) =>
  `CONSTRAINT ${name} FOREIGN KEY (${column}) REFERENCES ${parent} (id) ON DELETE CASCADE ON UPDATE NO ACTION`;

const TABLES = [
  `CREATE TABLE IF NOT EXISTS account (
    id int unsigned NOT NULL AUTO_INCREMENT,
    member_id int unsigned NOT NULL,
    email ${text(254)} NOT NULL,
    password varchar(255) NOT NULL,
    language char(2) NOT NULL,
    ${CREATED_AT},
    PRIMARY KEY (id),
    UNIQUE INDEX ux_account_member (member_id),
    UNIQUE INDEX ux_account_email (email),
    ${child('fk_account_member', 'member_id', 'member')}
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS account_session (
    hash char(64) NOT NULL,
    account_id int unsigned NOT NULL,
    expires_at int unsigned NOT NULL,
    PRIMARY KEY (hash),
    ${child('fk_account_session_account', 'account_id', 'account')}
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS claim_code (
    member_id int unsigned NOT NULL,
    hash char(64) NOT NULL,
    used_at int unsigned NULL,
    PRIMARY KEY (member_id),
    UNIQUE INDEX ux_claim_code_hash (hash),
    ${child('fk_claim_code_member', 'member_id', 'member')}
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS hub (
    id ${text(10)} NOT NULL,
    member_id int unsigned NOT NULL,
    linked_at int unsigned NOT NULL,
    version varchar(64) NOT NULL,
    last_contact int unsigned NULL,
    local_addresses text NOT NULL,
    update_status text NULL,
    group_name varchar(32) NULL,
    hold tinyint NOT NULL,
    pin varchar(64) NULL,
    PRIMARY KEY (id),
    INDEX ix_hub_member (member_id),
    ${child('fk_hub_member', 'member_id', 'member')}
  ) ${ENGINE}`,
  // Kept when a hub is gone: a revoked certificate stays on the list until it ends.
  `CREATE TABLE IF NOT EXISTS hub_certificate (
    serial ${text(40)} NOT NULL,
    hub_id ${text(10)} NOT NULL,
    issued_at int unsigned NOT NULL,
    not_after int unsigned NOT NULL,
    revoked_at int unsigned NULL,
    PRIMARY KEY (serial),
    INDEX ix_hub_certificate_hub (hub_id)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS hub_event (
    id int unsigned NOT NULL AUTO_INCREMENT,
    hub_id ${text(10)} NOT NULL,
    at int unsigned NOT NULL,
    event varchar(32) NOT NULL,
    detail varchar(255) NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_hub_event_hub (hub_id)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS team_key (
    hash char(64) NOT NULL,
    name varchar(64) NOT NULL,
    ${CREATED_AT},
    PRIMARY KEY (hash)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS software_release (
    version ${text(64)} NOT NULL,
    manifest text NOT NULL,
    uploaded tinyint NOT NULL,
    ${CREATED_AT},
    PRIMARY KEY (version)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS rollout (
    id int unsigned NOT NULL AUTO_INCREMENT,
    version ${text(64)} NOT NULL,
    plan text NOT NULL,
    state varchar(16) NOT NULL,
    reason varchar(255) NULL,
    started_at int unsigned NOT NULL,
    opened_at text NOT NULL,
    resumed_at int unsigned NOT NULL,
    PRIMARY KEY (id)
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS rollout_hub (
    rollout_id int unsigned NOT NULL,
    hub_id ${text(10)} NOT NULL,
    wave smallint unsigned NOT NULL,
    progress varchar(16) NOT NULL,
    since int unsigned NOT NULL,
    reason varchar(255) NULL,
    PRIMARY KEY (rollout_id, hub_id),
    ${child('fk_rollout_hub_rollout', 'rollout_id', 'rollout')}
  ) ${ENGINE}`,
  `CREATE TABLE IF NOT EXISTS rollout_event (
    id int unsigned NOT NULL AUTO_INCREMENT,
    rollout_id int unsigned NOT NULL,
    at int unsigned NOT NULL,
    event varchar(16) NOT NULL,
    hub_id ${text(10)} NULL,
    detail varchar(255) NOT NULL,
    PRIMARY KEY (id),
    ${child('fk_rollout_event_rollout', 'rollout_id', 'rollout')}
  ) ${ENGINE}`,
];
