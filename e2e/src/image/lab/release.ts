import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';

const ROOT = join(import.meta.dirname, '../../../..');
/** The authority that the baked image trusts. */
export const DEV_KEYS = join(ROOT, '.hub/update-keys');

/** Slot A alone, as it was baked: beside the image. */
export const bakedSlot = (): string =>
  (process.env['HUB_IMAGE'] ?? join(ROOT, 'dist/image/cydynni-hub.img')).replace(/\.img$/, '.slot');

/** A release like the baked one, under another version and with these changes; `lab/slot-variant --help` names them. */
export async function slotVariant(
  dir: string,
  version: string,
  changes: readonly string[] = [],
  base = bakedSlot(),
): Promise<string> {
  const slot = join(dir, `${version}.slot`);
  await run(join(import.meta.dirname, 'slot-variant'), [base, slot, version, ...changes], 300_000);
  return slot;
}

/** The signed bundle of a slot. */
export async function bundleOf(slot: string, options: readonly string[] = ['--keys', DEV_KEYS]): Promise<string> {
  const bundle = slot.replace(/\.slot$/, '.raucb');
  rmSync(bundle, { force: true });
  // The least compression: a test's time counts, not its bytes.
  const make = [join(ROOT, 'ota/bundle/make'), '--slot', slot, ...options, '--output', bundle];
  await run('env', ['HUB_BUNDLE_LEVEL=1', ...make], 600_000);
  return bundle;
}
