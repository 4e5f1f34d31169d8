import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ServerSpec } from './managed-process';
import { findProgram } from './program';
import { ServicesError } from './services-error';

export const DATABASE = { user: 'hub', name: 'hub' } as const;

const PACKAGE = 'mariadb-server-core mariadb-client-core';
const CHECK = 'Check the disk, and that the packages are whole.';
const MOST_CHARACTERS = 1000;
// A household's settings are small; the server is sized for a Raspberry Pi here as there.
const SIZE = ['--innodb-buffer-pool-size=32M', '--innodb-log-file-size=16M', '--performance-schema=0'];

/** Prepares the data folder (once) and says how to run MariaDB on it, reachable by its unix socket only. */
export async function mariadbSpec(dir: string, socket: string): Promise<ServerSpec> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const dataDir = join(dir, 'data');
  const scratch = scratchDir(dir);
  if (!existsSync(dataDir)) await install(dataDir, scratch);
  const initFile = join(dir, 'init.sql');
  // The folder's permissions guard the socket, so the account needs no password.
  writeFileSync(
    initFile,
    `CREATE DATABASE IF NOT EXISTS ${DATABASE.name} CHARACTER SET utf8mb4;\n` +
      `CREATE DATABASE IF NOT EXISTS ${DATABASE.name}_server CHARACTER SET utf8mb4;\n` +
      `CREATE USER IF NOT EXISTS ${DATABASE.user}@localhost;\n` +
      `GRANT ALL ON \`${DATABASE.name}%\`.* TO ${DATABASE.user}@localhost;\n`,
  );
  return {
    name: 'MariaDB',
    program: findProgram('mariadbd', PACKAGE),
    args: [
      '--no-defaults',
      ...asRoot(),
      `--datadir=${dataDir}`,
      `--tmpdir=${scratch}`,
      `--socket=${socket}`,
      `--pid-file=${join(dir, 'mariadbd.pid')}`,
      `--init-file=${initFile}`,
      '--skip-networking',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--default-time-zone=+00:00',
      '--innodb-flush-log-at-trx-commit=2',
      ...SIZE,
    ],
    pidFile: join(dir, 'pid'),
    logFile: join(dir, 'log'),
    probe: { connect: { path: socket }, answers: true },
  };
}

/** MariaDB names its temporary tables by process id, and two servers in two pid namespaces may share one in /tmp. */
function scratchDir(dir: string): string {
  const scratch = join(dir, 'tmp');
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  return scratch;
}

async function install(dataDir: string, scratch: string): Promise<void> {
  // Built beside and renamed, so that an interrupted installation is never mistaken for a whole one.
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  try {
    const args = [
      ...asRoot(),
      `--datadir=${draft}`,
      `--tmpdir=${scratch}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ];
    await promisify(execFile)(findProgram('mariadb-install-db', PACKAGE), [
      '--no-defaults',
      ...args,
      '--skip-name-resolve',
      ...SIZE,
    ]);
    renameSync(draft, dataDir);
  } catch (error) {
    if (error instanceof ServicesError) throw error;
    throw new ServicesError('HUB_SERVICE_FAILED', `MariaDB's data folder could not be made: ${wordsOf(error)}`, CHECK);
  }
}

/** What the program printed; its command line alone would explain nothing. */
function wordsOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
  return `${stdout}${stderr}`.trim().slice(0, MOST_CHARACTERS) || String(error);
}

function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
