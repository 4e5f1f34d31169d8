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

/** RAUC's own words, by what they mean for who brought the file. The first that fits counts. */
const meanings: readonly [RegExp, OfflineRefusal][] = [
  [/format '?plain'? not allowed/i, 'PLAIN_FORMAT'],
  [/certificate|signer|purpose/i, 'WRONG_SIGNATURE'],
  // A squashfs without a signature behind it: most often a file that was not copied to its end.
  [/signature size|invalid bundle format|verification failure|digest/i, 'DAMAGED'],
  [/signature|verif/i, 'WRONG_SIGNATURE'],
];

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
    return parseBundleManifest(await signedText(await bytesAt(file, size - 8 - bytes, bytes)))?.version;
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
  const words = await raucRefusal(path);
  if (words !== undefined) return refused(meanings.find(([pattern]) => pattern.test(words))?.[1] ?? 'UNREADABLE');
  const signatureBytes = Number((await bytesAt(file, size - 8, 8)).readBigUInt64BE());
  const signed = await signedText(await bytesAt(file, size - 8 - signatureBytes, signatureBytes));
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

/** What RAUC says against the bundle; undefined when nothing. */
async function raucRefusal(path: string): Promise<string | undefined> {
  try {
    await run('rauc', ['info', path], { timeout: 120_000 });
    return undefined;
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  }
}

/** The text inside a signature that RAUC has just found to be right. */
function signedText(signature: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', ['cms', '-verify', '-noverify', '-nosigs', '-inform', 'DER'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.stdin.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    child.stdin.end(signature);
  });
}
