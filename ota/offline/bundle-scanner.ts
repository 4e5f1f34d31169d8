import { compareVersions, newestOf, offlineObstacle, type HubFacts, type Release } from '@hub/domain/update';
import type { OfflineBundle, OfflineSource, OfflineState } from '@hub/contracts';
import { lstatSync, mkdirSync, readdirSync, renameSync, watch, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Offline, OfflineRelease } from '../agent/ports';
import type { Inspection } from './bundle-file';

export interface OfflinePlaces {
  /** Where hub-api lays what the page sent. */
  readonly uploadDir: string;
  /** A folder for each stick that is plugged in. */
  readonly stickDir: string;
  /** What is told of it, for hub-api. */
  readonly stateFile: string;
}

interface Found {
  readonly source: OfflineSource;
  readonly path: string;
  /** Changes when the file does. */
  readonly mark: string;
}
/** Reads bundles: to their end, or only for the version that they claim. */
export interface BundleReader {
  readonly inspect: (path: string) => Promise<Inspection>;
  readonly claimedVersion: (path: string) => Promise<string | undefined>;
}

interface Looked extends Found {
  inspection?: Inspection;
}

/** A stick full of files must not keep a hub busy: so many are asked for their version, */
const MOST_NAMED = 64;
/** and so many, the newest, are read to their end. */
const MOST_FILES = 8;

/** Looks at what sticks and uploads bring, once each, and says what could be installed and what not, and why. */
export class OfflineBundleScanner implements Offline {
  private looked: readonly Looked[] = [];
  private facts: HubFacts | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  private told = '';
  /** What was claimed by a file of this path and mark. */
  private claims = new Map<string, string | undefined>();

  constructor(
    private readonly places: OfflinePlaces,
    private readonly bundles: BundleReader,
  ) {}

  /** Looks now, and whenever something changes there. */
  start(): void {
    for (const dir of [this.places.uploadDir, this.places.stickDir]) this.watch(dir);
    void this.look();
  }

  /** Ends when everything that lies there has been looked at. */
  look(): Promise<void> {
    this.again = true;
    this.looking ??= this.lookUntilSettled().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  offer(facts: HubFacts): OfflineRelease | undefined {
    const good = this.looked.flatMap((item) => {
      const release = releaseOf(item);
      if (!release || offlineObstacle(release, facts)) return [];
      return [{ release, notes: notesOf(item) }];
    });
    return newestOf(good);
  }

  show(facts: HubFacts): void {
    this.facts = facts;
    const bundles = this.looked.map((item) => bundleOf(item, facts));
    const text = `${JSON.stringify({ format: 1, bundles } satisfies OfflineState)}\n`;
    if (text === this.told) return;
    mkdirSync(dirname(this.places.stateFile), { recursive: true });
    writeFileSync(`${this.places.stateFile}.new`, text, { mode: 0o644 });
    renameSync(`${this.places.stateFile}.new`, this.places.stateFile);
    this.told = text;
  }

  /** A folder that cannot be watched must not keep the hub from its other updates. */
  private watch(dir: string): void {
    try {
      mkdirSync(dir, { recursive: true });
      watch(dir, () => void this.look()).on('error', complain);
    } catch (error) {
      complain(error);
    }
  }

  private async lookUntilSettled(): Promise<void> {
    while (this.again) {
      this.again = false;
      this.looked = (await this.list()).map((found) => this.looked.find(isSame(found)) ?? found);
      this.tell();
      for (const item of this.looked.filter(({ inspection }) => !inspection)) {
        item.inspection = await this.bundles.inspect(item.path);
        this.tell();
      }
    }
  }

  private tell(): void {
    if (this.facts) this.show(this.facts);
  }

  /** The newest first, whatever the files are called. */
  private async list(): Promise<Found[]> {
    const { uploadDir, stickDir } = this.places;
    const uploads = bundlesIn(uploadDir, 'upload');
    const sticks = names(stickDir).flatMap((name) => bundlesIn(join(stickDir, name), 'usb'));
    const claims = new Map<string, string | undefined>();
    const claimed: { found: Found; version: string | undefined }[] = [];
    for (const found of [...uploads, ...sticks].slice(0, MOST_NAMED)) {
      const key = `${found.path} ${found.mark}`;
      const version = this.claims.has(key) ? this.claims.get(key) : await this.bundles.claimedVersion(found.path);
      claims.set(key, version);
      claimed.push({ found, version });
    }
    this.claims = claims;
    return claimed
      .sort((a, b) => newestFirst(a.version, b.version))
      .slice(0, MOST_FILES)
      .map(({ found }) => found);
  }
}

/** What claims no version comes last, in the order of the names. */
function newestFirst(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareVersions(b, a);
}

const complain = (error: unknown): void => console.error(`offline updates: ${String(error)}`);

const isSame =
  (found: Found) =>
  ({ path, mark }: Looked): boolean =>
    path === found.path && mark === found.mark;

/** Neither links, which could lead anywhere, nor the shadows that some systems lay beside each file. */
function bundlesIn(dir: string, source: OfflineSource): Found[] {
  return names(dir)
    .filter((name) => name.endsWith('.raucb') && !name.startsWith('.'))
    .flatMap((name) => {
      const path = join(dir, name);
      const stats = lstatSync(path, { throwIfNoEntry: false });
      return stats?.isFile() ? [{ source, path, mark: `${stats.ino}:${stats.size}:${stats.mtimeMs}` }] : [];
    });
}

function names(dir: string): string[] {
  try {
    return readdirSync(dir).sort((a, b) => a.localeCompare(b, 'en'));
  } catch {
    return [];
  }
}

function releaseOf({ path, inspection }: Looked): Release | undefined {
  if (!inspection?.ok) return undefined;
  const { manifest, bytes, sha256 } = inspection;
  const { version, compatible, minimumVersion } = manifest;
  return { version, compatible, minimumVersion, sha256, bundleBytes: bytes, bundleUrl: pathToFileURL(path).href };
}

const notesOf = ({ inspection }: Looked): OfflineRelease['notes'] =>
  inspection?.ok ? (inspection.manifest.notes ?? null) : null;

function bundleOf(item: Looked, facts: HubFacts): OfflineBundle {
  const place = { source: item.source, file: basename(item.path) };
  if (!item.inspection) return { ...place, state: 'checking' };
  if (!item.inspection.ok) return { ...place, state: 'refused', code: item.inspection.code, version: null };
  const { version } = item.inspection.manifest;
  const release = releaseOf(item);
  const code = release && offlineObstacle(release, facts);
  if (code) return { ...place, state: 'refused', code, version };
  return { ...place, state: 'offered', version, notes: notesOf(item) };
}
