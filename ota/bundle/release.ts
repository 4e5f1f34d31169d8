import { ReleaseManifest, UpdateTarget } from '@hub/contracts';
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { OtaError } from '../ota-error';

/*
 * Writes `release.json` beside a bundle, and on request `target.json` that makes hubs go there. Called by ota/release.
 */

const options = {
  bundle: { type: 'string' },
  version: { type: 'string' },
  compatible: { type: 'string' },
  'minimum-version': { type: 'string' },
  'released-at': { type: 'string' },
  'notes-en': { type: 'string' },
  'notes-cy': { type: 'string' },
  target: { type: 'string' },
} as const;

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Replaces a file as a whole, so that a hub that asks meanwhile reads the old or the new one. */
function publish(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(`${file}.new`, 'w', 0o644);
  writeFileSync(handle, `${JSON.stringify(value, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}

function required(name: string, value: string | undefined): string {
  if (value) return value;
  throw new OtaError('USAGE', `--${name} is missing`, 'See ota/release --help');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const bundle = required('bundle', values.bundle);
  const manifest = ReleaseManifest.parse({
    format: 1,
    version: required('version', values.version),
    compatible: required('compatible', values.compatible),
    minimumVersion: required('minimum-version', values['minimum-version']),
    releasedAt: Number(required('released-at', values['released-at'])),
    bundle: { url: basename(bundle), bytes: statSync(bundle).size, sha256: await sha256(bundle) },
    notes: {
      en: readFileSync(required('notes-en', values['notes-en']), 'utf8').trim(),
      cy: readFileSync(required('notes-cy', values['notes-cy']), 'utf8').trim(),
    },
  });
  publish(join(dirname(bundle), 'release.json'), manifest);
  if (values.target === undefined) return;
  // The target file lies one folder above the release it names.
  const url = `${basename(dirname(bundle))}/${manifest.bundle.url}`;
  publish(
    values.target,
    UpdateTarget.parse({ format: 1, release: { ...manifest, bundle: { ...manifest.bundle, url } } }),
  );
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
