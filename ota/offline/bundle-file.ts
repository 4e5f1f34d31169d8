import { parseBundleManifest, type BundleManifest } from '@hub/domain/update';
import type { OfflineRefusal } from '@hub/contracts';
import { execFile, spawn } from 'node:child_process';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { wholeSha256 } from './verity';

/** What lies in a file that someone brought. Only a bundle that is right in every byte is `ok`. */
export type Inspection =
  | { readonly ok: true; readonly manifest: BundleManifest; readonly bytes: number; readonly sha256: string }
  | { readonly ok: false; readonly code: OfflineRefusal };

const run = promisify(execFile);
/** RAUC's own limit for the signature behind a bundle. */
const MOST_SIGNATURE_BYTES = 65_536;
const refused = (code: OfflineRefusal): Inspection => ({ ok: false, code });

/**
 * Looks at a file as RAUC will (signature, purpose of the certificate, format), and at what RAUC sees only while it writes:
 * whether each block of the content is the signed one. Nothing is changed by it.
 */
export async function inspectBundle(path: string): Promise<Inspection> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await inspect(path, file);
  } catch {
    return refused('UNREADABLE');
  } finally {
    await file?.close();
  }
}

/** The version that a file says it holds, unchecked: good for the order in which files are looked at, and for nothing else. */
export async function claimedVersion(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    const bytes = Number((await bytesAt(file, size - 8, 8)).readBigUInt64BE());
    if (bytes < 1 || bytes > Math.min(size - 8, MOST_SIGNATURE_BYTES)) return undefined;
    const signature = await bytesAt(file, size - 8 - bytes, bytes);
    return parseBundleManifest((await cms([...VERIFY, '-nosigs'], signature)).text)?.version;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

async function inspect(path: string, file: FileHandle): Promise<Inspection> {
  const { size } = await file.stat();
  // Every bundle begins as a squashfs does.
  if ((await bytesAt(file, 0, 4)).toString('latin1') !== 'hsqs') return refused('NOT_A_BUNDLE');
  const signatureBytes = Number((await bytesAt(file, size - 8, 8)).readBigUInt64BE());
  // Most often a file that was not copied to its end.
  if (signatureBytes < 1 || signatureBytes > Math.min(size - 8, MOST_SIGNATURE_BYTES)) return refused('DAMAGED');
  const signature = await bytesAt(file, size - 8 - signatureBytes, signatureBytes);
  if (!(await isTakenByRauc(path))) return refused(await whyNot(signature));
  const signed = (await cms(VERIFY, signature)).text;
  const manifest = parseBundleManifest(signed);
  if (!manifest?.verity) return refused('PLAIN_FORMAT');
  const { rootHash, salt, treeBytes } = manifest.verity;
  const layout = { contentBytes: size - 8 - signatureBytes - treeBytes, treeBytes, totalBytes: size };
  const sha256 = await wholeSha256(file, layout, rootHash, salt);
  return sha256 === undefined ? refused('DAMAGED') : { ok: true, manifest, bytes: size, sha256 };
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function isTakenByRauc(path: string): Promise<boolean> {
  try {
    await run('rauc', ['info', path], { timeout: 120_000 });
    return true;
  } catch (error) {
    // Only a number is RAUC's own answer; anything else is a RAUC that did not run to its end.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return false;
    throw error;
  }
}

/**
 * What RAUC has against a bundle, by what openssl finds in its signature: RAUC's own words change from one version to the next.
 */
async function whyNot(signature: Buffer): Promise<OfflineRefusal> {
  if (!(await cms(['-cmsout', '-noout'], signature)).isRight) return 'DAMAGED';
  const { text } = await cms([...VERIFY, '-nosigs'], signature);
  // The signature of a plain bundle has no text of its own: it stands beside the whole content.
  if (text === '' || !parseBundleManifest(text)?.verity) return 'PLAIN_FORMAT';
  // Right in itself, so it is the signer whom this hub does not trust.
  return (await cms(VERIFY, signature)).isRight ? 'WRONG_SIGNATURE' : 'DAMAGED';
}

/** Not whom the certificate is of: that is RAUC's to judge. */
const VERIFY = ['-verify', '-noverify'];

/** A run of `openssl cms` on a signature: whether it ended well, and the text inside. */
function cms(args: readonly string[], signature: Buffer): Promise<{ isRight: boolean; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', ['cms', ...args, '-inform', 'DER'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    // One that ended before it read everything has found enough.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => resolve({ isRight: code === 0, text: Buffer.concat(chunks).toString('utf8') }));
    child.stdin.end(signature);
  });
}
