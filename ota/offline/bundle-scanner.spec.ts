import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { OfflineState } from '@hub/contracts';
import type { HubFacts } from '@hub/domain/update';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BundleReader, OfflineBundleScanner } from './bundle-scanner';

let dir: string;
const at = (path: string): string => join(dir, path);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'scanner-'));
  mkdirSync(at('sticks/sda1'), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

const facts: HubFacts = {
  bootedVersion: '1.5.0',
  compatible: 'h',
  floorVersion: '0.1.0',
  refused: [],
  backOff: undefined,
  now: 1_800_000_000,
};

/** A file holds the version it claims; in these tests that is the truth unless it says `lies`. */
function reader(read: string[]): BundleReader {
  const versionIn = (path: string) => readFileSync(path, 'utf8').split(' ')[0] ?? '';
  return {
    claimedVersion: (path) => Promise.resolve(versionIn(path) === 'none' ? undefined : versionIn(path)),
    inspect: (path) => {
      read.push(basename(path));
      if (/lies|none/.test(readFileSync(path, 'utf8'))) return Promise.resolve({ ok: false, code: 'WRONG_SIGNATURE' });
      const manifest = {
        compatible: 'h',
        version: versionIn(path),
        minimumVersion: '0.0.0',
        notes: undefined,
        verity: undefined,
      };
      return Promise.resolve({ ok: true, manifest, bytes: 1, sha256: 'a'.repeat(64) });
    },
  };
}

async function look(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(at(`sticks/sda1/${name}`), text);
  const read: string[] = [];
  const scanner = new OfflineBundleScanner(
    { uploadDir: at('up'), stickDir: at('sticks'), stateFile: at('state.json') },
    reader(read),
  );
  await scanner.look();
  scanner.show(facts);
  const { bundles } = JSON.parse(readFileSync(at('state.json'), 'utf8')) as OfflineState;
  return { offer: scanner.offer(facts)?.release.version, read, bundles };
}

const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`hub-1.${index}.0.raucb`, `1.${index}.0`]));

it('of ten bundles on a stick the newest is offered, although it comes last by name', async () => {
  const { offer, read } = await look({ ...ten, 'hub-1.10.0.raucb': '1.10.0', 'z.raucb': '2.0.0' });
  expect(offer).toBe('2.0.0');
  expect(read).toHaveLength(8);
  expect(read.slice(0, 3)).toEqual(['z.raucb', 'hub-1.10.0.raucb', 'hub-1.9.0.raucb']);
});

it('the names say nothing: what a file claims counts', async () => {
  const { offer } = await look({ ...ten, 'a-very-old-one.raucb': '3.0.0', 'hub-9.9.9.raucb': '0.9.0' });
  expect(offer).toBe('3.0.0');
});

it('one that claims too much is refused, and the newest that is right is offered', async () => {
  const { offer, bundles } = await look({ ...ten, 'evil.raucb': '99.0.0 lies' });
  expect(offer).toBe('1.9.0');
  expect(bundles).toContainEqual(expect.objectContaining({ file: 'evil.raucb', state: 'refused' }));
});

it('files that claim nothing do not crowd out those that do', async () => {
  const junk = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a${index}.raucb`, 'none']));
  expect((await look({ ...junk, 'hub.raucb': '2.0.0' })).offer).toBe('2.0.0');
});
