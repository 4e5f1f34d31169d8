import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onWritableBoot } from '../files/boot-partition';
import { keepFile } from '../files/keep';
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
  const file = join(places.bootDir, FILE);
  if (!existsSync(file)) return undefined;
  const result = parsePreseed(readFileSync(file));
  const status = result.ok ? apply(places, run, result.preseed, now) : reject(places, run, result.faults, now);
  const text = `${JSON.stringify(status)}\n`;
  keepFile(join(places.dataDir, 'config/preseed-status.json'), text, { mode: 0o644 });
  return status;
}

function apply(places: PreseedPlaces, run: RunCommand, preseed: Preseed, now: number): PreseedStatus {
  for (const { path, mode, content } of settingsFiles(preseed)) keepFile(join(places.dataDir, path), content, { mode });
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
