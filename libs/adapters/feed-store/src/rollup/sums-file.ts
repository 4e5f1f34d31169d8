import { crc32 } from 'node:zlib';
import { fileNames } from '@hub/domain/series';
import type { Disk } from '../disk/disk';
import { SUM_BLOCK_POINTS } from './block-heads';
import type { BlockSums } from './block-sums';

const HEAD_BYTES = 128;
export const sumsFile = (id: number): string => `${id}.sums`;

/** First bytes of the file: which state of the `.dat` the sums belong to, and a checksum of the sums. */
const head = (stamp: string, sums: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(HEAD_BYTES);
  bytes.set(new TextEncoder().encode(`hub-sums-1 ${SUM_BLOCK_POINTS} ${stamp} ${crc32(sums)}`));
  return bytes;
};

/** Keeps the sums beside the feed. Call when the `.dat` is complete; nothing is lost when it fails. */
export function saveSums(disk: Disk, id: number, sums: BlockSums): void {
  const stamp = disk.stat(fileNames(id).data)?.stamp;
  if (stamp === undefined || sums.blocks === 0) return;
  const body = sums.encode();
  disk.replaceSync(sumsFile(id), Buffer.concat([head(stamp, body), body]));
}

/** Restores kept sums if they belong to the `.dat` as it is now; true when it did. */
export function loadSums(disk: Disk, id: number, sums: BlockSums): boolean {
  const stamp = disk.stat(fileNames(id).data)?.stamp;
  const size = disk.stat(sumsFile(id))?.size ?? 0;
  if (stamp === undefined || size <= HEAD_BYTES || (size - HEAD_BYTES) % 12 !== 0) return false;
  const bytes = new Uint8Array(size);
  const file = disk.open(sumsFile(id), 'existing');
  file.readSync(bytes, 0);
  file.close();
  const body = bytes.subarray(HEAD_BYTES);
  if (Buffer.compare(head(stamp, body), bytes.subarray(0, HEAD_BYTES)) !== 0) return false;
  sums.restore(body);
  return true;
}
