import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '@hub/adapters/services';
import { median } from './measure';
import type { Report } from './report';
import { INTERVAL_S, power, YEAR_END, YEAR_POINTS, YEAR_START } from './year';

const RUNS = 5;
const POINTS = 800;
const STEP_S = Math.round((YEAR_END - YEAR_START) / POINTS);
const INSERTS = 5000;
const LOOKUPS = 2000;
const TABLE = `CREATE TABLE feed_data (feed_id INT UNSIGNED NOT NULL, time INT UNSIGNED NOT NULL, value FLOAT,
  PRIMARY KEY (feed_id, time)) ENGINE=InnoDB;`;

/** The same year in a MariaDB table, asked the same things; times are the server's own, without any network or driver. */
export function mariadbBench({ database }: Services, report: Report): void {
  const sql = (text: string): string => {
    const args = [
      `--socket=${database.socket}`,
      `--user=${database.user}`,
      '--batch',
      '--skip-column-names',
      '--local-infile=1',
    ];
    const { status, stdout, stderr } = spawnSync('mariadb', [...args, database.name], {
      input: text,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    if (status !== 0) throw new Error(`mariadb: ${stderr}`);
    return stdout;
  };
  const figures = timed(sql);
  for (const [name, value, unit, n] of figures) report({ name: `MariaDB: ${name}`, value, unit, n });
}

type Sql = (text: string) => string;
type Row = readonly [name: string, value: number, unit: string, n: number];

function timed(sql: Sql): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'feed-rows-'));
  const file = join(folder, 'year.csv');
  writeFileSync(
    file,
    Array.from({ length: YEAR_POINTS }, (_, at) => `1,${YEAR_START + at * INTERVAL_S},${power(at)}`).join('\n'),
  );
  const from = performance.now();
  sql(`${TABLE} SET unique_checks=0; LOAD DATA LOCAL INFILE '${file}' INTO TABLE feed_data FIELDS TERMINATED BY ',';`);
  const loadedS = (performance.now() - from) / 1000;
  rmSync(folder, { recursive: true });
  const rows = Number(sql('SELECT COUNT(*) FROM feed_data'));
  const times = Array.from(
    { length: POINTS },
    (_, row) => YEAR_START + Math.floor((row * STEP_S) / INTERVAL_S) * INTERVAL_S,
  );
  const day = `feed_id = 1 AND time BETWEEN ${YEAR_START + 200 * 86_400} AND ${YEAR_START + 201 * 86_400}`;
  const lookup = Array.from({ length: LOOKUPS }, (_, at) => (at * 7919 * 31) % YEAR_POINTS)
    .map((at) => `SELECT value FROM feed_data WHERE feed_id = 1 AND time = ${YEAR_START + at * INTERVAL_S};`)
    .join('\n');
  const inserts = Array.from(
    { length: INSERTS },
    (_, at) => `INSERT INTO feed_data VALUES (2, ${YEAR_START + at * INTERVAL_S}, ${power(at)});`,
  );
  return [
    ['rows loaded in one statement', rows / loadedS, 'points/s', rows],
    [
      'year to 800 points, one IN list',
      serverMs(sql, `SELECT time, value FROM feed_data WHERE feed_id = 1 AND time IN (${times.join()});`),
      'ms',
      RUNS,
    ],
    [
      'year averaged to 800',
      serverMs(
        sql,
        `SELECT FLOOR((time - ${YEAR_START}) / ${STEP_S}) b, AVG(value) FROM feed_data WHERE feed_id = 1 GROUP BY b;`,
      ),
      'ms',
      RUNS,
    ],
    ['raw day', serverMs(sql, `SELECT time, value FROM feed_data WHERE ${day};`), 'ms', RUNS],
    ['random value', (serverMs(sql, lookup) / LOOKUPS) * 1000, 'us', LOOKUPS],
    ['append one by one', INSERTS / (serverMs(sql, inserts.join('\n'), 1) / 1000), 'points/s', INSERTS],
  ];
}

const MARK = "SELECT 'clock', UNIX_TIMESTAMP(SYSDATE(6));\n";

/** Milliseconds between the server's clock before and after, median. */
function serverMs(sql: Sql, statement: string, runs = RUNS): number {
  const measured = Array.from({ length: runs }, () => {
    const clocks = [...sql(`${MARK}${statement}\n${MARK}`).matchAll(/^clock\t([\d.]+)$/gm)].map((match) =>
      Number(match[1]),
    );
    return ((clocks[1] ?? NaN) - (clocks[0] ?? NaN)) * 1000;
  });
  return median(measured);
}
