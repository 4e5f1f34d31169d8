import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Wanted {
  readonly version?: string;
  readonly compatible?: string;
  readonly format?: 'verity' | 'plain';
  readonly minimumVersion?: string;
  readonly notes?: { readonly en: string; readonly cy: string };
  /** Folder of an authority made by {@link makeAuthority}. */
  readonly keys: string;
}

/** A signing authority of its own. */
export function makeAuthority(dir: string): string {
  execFileSync(resolve('ota/bundle/keys'), ['dev', dir]);
  return dir;
}

/** RAUC's configuration of a hub that trusts this authority. */
export const raucConfig = (
  keys: string,
): string => `[system]\ncompatible=cydynni-hub-arm64\nbootloader=noop\nbundle-formats=-plain
[keyring]\npath=${join(keys, 'keyring.pem')}\ncheck-purpose=codesign\nuse-bundle-signing-time=true\n`;

/** A small bundle made and signed by the real RAUC; its tree of hashes has two levels. */
export function makeBundle(to: string, wanted: Wanted): void {
  const { version = '2.0.0', compatible = 'cydynni-hub-arm64', format = 'verity', keys } = wanted;
  const { minimumVersion = '0.0.0', notes } = wanted;
  const work = mkdtempSync(`${to}.work`);
  const content = join(work, 'content');
  mkdirSync(content);
  const bytes = Buffer.alloc(160 * 4096);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at);
  writeFileSync(join(content, 'rootfs.img'), bytes);
  const description = JSON.stringify({ minimumVersion, notes }).replaceAll('\\', '\\\\');
  writeFileSync(
    join(content, 'manifest.raucm'),
    `[update]\ncompatible=${compatible}\nversion=${version}\ndescription=${description}
[bundle]\nformat=${format}\n[image.rootfs]\nfilename=rootfs.img\n`,
  );
  const key = [`--cert=${join(keys, 'bundle.cert.pem')}`, `--key=${join(keys, 'bundle.key.pem')}`];
  const squashfs = '--mksquashfs-args=-noD -noF -quiet -no-progress';
  execFileSync('rauc', [...key, squashfs, 'bundle', content, join(work, 'b.raucb')], { stdio: 'ignore' });
  execFileSync('mv', [join(work, 'b.raucb'), to]);
  rmSync(work, { recursive: true });
}
