import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onWritableBoot } from '../files/boot-partition';
import { writeFileAtomic } from '../files/write-file-atomic';
import { type RunCommand } from '../command';
import { parsePreseed, type PreseedFault } from './parse-preseed';
import { type Preseed } from './preseed';
import { faultReport, type PreseedStatus } from './report';
import { settingsFiles } from './settings-files';

export interface PreseedPlaces {
  /** The mounted boot partition; read-only but for the moments here. */
  readonly bootDir: string;
  readonly dataDir: string;
  readonly runDir: string;
}

const FILE = 'cydynni.toml';
const REPORT = 'cydynni-errors.txt';

/**
 * Takes the settings of `cydynni.toml` over and removes the file, which holds the WiFi password. Settings are kept
 * before the file goes: a power cut in between only repeats them. A file with a fault stays, nothing of it is used,
 * and a report lies beside it.
 *
 * @param now unix seconds
 * @returns what became of it, or undefined without a file.
 */
export function consumePreseed(places: PreseedPlaces, run: RunCommand, now: number): PreseedStatus | undefined {
  const status = look(places, run, now);
  if (!status) return undefined;
  const text = `${JSON.stringify(status)}\n`;
  writeFileAtomic(join(places.dataDir, 'config/preseed-status.json'), text, { mode: 0o644 });
  return status;
}

function look(places: PreseedPlaces, run: RunCommand, now: number): PreseedStatus | undefined {
  const file = join(places.bootDir, FILE);
  if (!existsSync(file)) {
    const misnamed = nearMisses(places.bootDir);
    return misnamed.length > 0 ? reject(places, run, misnamed, now) : undefined;
  }
  const result = parsePreseed(readFileSync(file));
  return result.ok ? apply(places, run, result.preseed, now) : reject(places, run, result.faults, now);
}

/** What the hub itself keeps on the boot partition under such names. */
const OWN_FILES = new Set([FILE, REPORT, 'cydynni-unit.toml']);

/** Files that were meant to be read, under the names that editors and browsers give them: `cydynni.toml.txt`, `cydynni (1).toml`. */
const nearMisses = (folder: string): PreseedFault[] =>
  readdirSync(folder)
    .filter((name) => name.toLowerCase().startsWith('cydynni') && !OWN_FILES.has(name.toLowerCase()))
    .map((name) => ({ line: null, key: '', message: `${name.slice(0, 60)} is not read; its name must be ${FILE}` }));

function apply(places: PreseedPlaces, run: RunCommand, preseed: Preseed, now: number): PreseedStatus {
  for (const { path, mode, content } of settingsFiles(preseed))
    writeFileAtomic(join(places.dataDir, path), content, { mode });
  onWritableBoot(places.bootDir, run, () => {
    rmSync(join(places.bootDir, REPORT), { force: true });
    rmSync(join(places.bootDir, FILE));
  });
  return { state: 'applied', time: now, settings: Object.keys(preseed), faults: [] };
}

function reject(places: PreseedPlaces, run: RunCommand, faults: readonly PreseedFault[], now: number): PreseedStatus {
  const report = join(places.bootDir, REPORT);
  const text = faultReport(FILE, faults);
  // The same fault at every start must not wear the card.
  if (!existsSync(report) || readFileSync(report, 'utf8') !== text) {
    onWritableBoot(places.bootDir, run, () => {
      writeFileSync(report, text, { flush: true });
    });
  }
  return { state: 'rejected', time: now, settings: [], faults };
}
