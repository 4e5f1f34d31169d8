import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A release that must not stay, and what the hub says of it afterwards. */
export interface FaultyRelease {
  readonly name: string;
  /** For `lab/slot-variant`. */
  changes(dir: string): readonly string[];
  readonly reason: RegExp;
  /** How often the new slot is started before the old one is. */
  readonly attempts: number;
}

function file(dir: string, name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}
const replaced = (path: string, text: string) => (dir: string) => [`put:${path}=${file(dir, 'replaced', text)}`];
const HUB_API = '/usr/lib/cydynni/hub-api/main.mjs';
const PROGRAM = '/usr/lib/cydynni/hub-api/program.js';
const BUILT = join(import.meta.dirname, '../../../../dist/apps/hub-api/program.js');
const NEVER_RAN = /^did-not-start$/;
const LEFT = (fault: string): RegExp => new RegExp(`^health:(${fault})$`);

const answersNothing = `import { createServer } from 'node:net';
import { spawnSync } from 'node:child_process';
createServer(() => undefined).listen(80, '::', () => spawnSync('systemd-notify', ['--ready']));
setInterval(() => spawnSync('systemd-notify', ['WATCHDOG=1']), 20000);
`;
/** The release as it is, with one more migration, which the database refuses. */
function failsToMigrate(): string {
  const built = readFileSync(BUILT, 'utf8');
  const changed = built
    .replace(/(=\s*[`'"])Summaries(?=\d{13})/, '$1SummariesOnceMore')
    .replace('CREATE TABLE IF NOT EXISTS summary (', 'CREATE TABLE WITHOUT SENSE summary (');
  if (!/SummariesOnceMore\d[^]*WITHOUT SENSE/.test(changed)) throw new Error(`${BUILT} has no such migration`);
  return changed;
}

const freezes = `[Unit]
Description=Freezes the first process
[Service]
Type=exec
ExecStart=/bin/sh -c 'sleep 1; kill -SEGV 1'
`;

export const faultyReleases: readonly FaultyRelease[] = [
  { name: 'no kernel', changes: () => ['remove:/boot/vmlinuz'], reason: NEVER_RAN, attempts: 0 },
  { name: 'a corrupted kernel', changes: () => ['spoil:/boot/vmlinuz'], reason: NEVER_RAN, attempts: 0 },
  {
    name: 'a kernel that panics, for want of an initial file system',
    changes: replaced('/boot/initrd.img', 'no archive at all\n'.repeat(4096)),
    reason: NEVER_RAN,
    attempts: 2,
  },
  { name: 'no init', changes: () => ['remove:/usr/lib/systemd/systemd'], reason: NEVER_RAN, attempts: 2 },
  {
    name: 'a block that is not what dm-verity expects',
    changes: () => ['spoil:/usr/lib/systemd/systemd'],
    reason: NEVER_RAN,
    attempts: 2,
  },
  {
    name: 'a hang: the hardware watchdog ends it',
    changes: replaced('/usr/lib/systemd/system/hub-ota.service', freezes),
    reason: NEVER_RAN,
    attempts: 2,
  },
  {
    name: 'a hub-api that crashes again and again',
    changes: replaced(HUB_API, 'process.exit(1);\n'),
    reason: LEFT('page-silent'),
    attempts: 1,
  },
  {
    name: 'a migration that fails',
    changes: (dir) => [`put:${PROGRAM}=${file(dir, 'replaced', failsToMigrate())}`],
    reason: LEFT('api-degraded|api-down|api-silent'),
    attempts: 1,
  },
  {
    name: 'a page that never answers',
    changes: replaced(HUB_API, answersNothing),
    reason: LEFT('page-silent'),
    attempts: 1,
  },
];
