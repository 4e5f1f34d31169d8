import { createHash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** The kernel's dm-verity as RAUC uses it: format 1, SHA-256, the salt before each block, no super block. */
const BLOCK = 4096;
const DIGEST = 32;
const CHUNK = 256 * BLOCK;

export interface Layout {
  /** What the hashes are about, in whole blocks; behind it lie the tree of hashes and the signature. */
  readonly contentBytes: number;
  readonly treeBytes: number;
  readonly totalBytes: number;
}

/**
 * Reads a bundle once: its SHA-256 in hexadecimal when every block of its content is what the signed root hash says,
 * and the tree as well; undefined when one bit of them is not.
 */
export async function wholeSha256(
  file: FileHandle,
  layout: Layout,
  rootHash: string,
  salt: string,
): Promise<string | undefined> {
  const { contentBytes, treeBytes, totalBytes } = layout;
  if (contentBytes <= 0 || contentBytes % BLOCK !== 0) return undefined;
  const all = createHash('sha256');
  const leaves = Buffer.alloc((contentBytes / BLOCK) * DIGEST);
  const digest = digester(Buffer.from(salt, 'hex'));
  const stored: Buffer[] = [];
  // One buffer for all of it: a hub has little memory, and a bundle has hundreds of these.
  const buffer = Buffer.alloc(CHUNK);
  for (let at = 0; at < totalBytes;) {
    const end =
      at < contentBytes ? contentBytes : at < contentBytes + treeBytes ? contentBytes + treeBytes : totalBytes;
    const chunk = await readAt(file, at, buffer.subarray(0, Math.min(CHUNK, end - at)));
    all.update(chunk);
    if (at < contentBytes) digestBlocks(chunk, digest).copy(leaves, (at / BLOCK) * DIGEST);
    else if (at < contentBytes + treeBytes) stored.push(Buffer.from(chunk));
    at += chunk.length;
  }
  const tree = treeOf(leaves, digest);
  return tree.rootHash === rootHash && tree.bytes.equals(Buffer.concat(stored)) ? all.digest('hex') : undefined;
}

async function readAt(file: FileHandle, position: number, into: Buffer): Promise<Buffer> {
  const { bytesRead } = await file.read(into, 0, into.length, position);
  if (bytesRead !== into.length) throw new Error(`the file ends at byte ${position + bytesRead}`);
  return into;
}

type Digest = (block: Buffer) => Buffer;

function digester(salt: Buffer): Digest {
  const salted = Buffer.concat([salt, Buffer.alloc(BLOCK)]);
  return (block) => {
    block.copy(salted, salt.length);
    return hash('sha256', salted, 'buffer');
  };
}

function digestBlocks(blocks: Buffer, digest: Digest): Buffer {
  const digests: Buffer[] = [];
  for (let at = 0; at < blocks.length; at += BLOCK) digests.push(digest(blocks.subarray(at, at + BLOCK)));
  return Buffer.concat(digests);
}

/** The levels of the tree as they are stored: the top one first. */
function treeOf(leaves: Buffer, digest: Digest): { readonly rootHash: string; readonly bytes: Buffer } {
  const levels: Buffer[] = [];
  let digests = leaves;
  while (digests.length > DIGEST) {
    const level = Buffer.alloc(Math.ceil(digests.length / BLOCK) * BLOCK);
    digests.copy(level);
    levels.unshift(level);
    digests = digestBlocks(level, digest);
  }
  return { rootHash: digests.toString('hex'), bytes: Buffer.concat(levels) };
}
