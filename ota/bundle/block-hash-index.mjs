import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';

/*
 * node block-hash-index.mjs SLOT TARGET: the SHA-256 of each block of 4 KiB of a slot, one after the other: what RAUC keeps
 * of a slot it has written, to find blocks again. A hub that is delivered with it need not read and hash its whole slot
 * (minutes on a Pi 3) when its first update comes.
 */

const BLOCK_BYTES = 4096;
const BLOCKS_AT_ONCE = 1024;

function* blocks(file) {
  const chunk = Buffer.alloc(BLOCK_BYTES * BLOCKS_AT_ONCE);
  for (;;) {
    const bytes = readSync(file, chunk, 0, chunk.length, null);
    if (bytes === 0) return;
    if (bytes % BLOCK_BYTES !== 0) throw new Error('OTA_SLOT_SIZE: the slot is not made of 4 KiB blocks');
    for (let at = 0; at < bytes; at += BLOCK_BYTES) yield chunk.subarray(at, at + BLOCK_BYTES);
  }
}

const [slot, target] = process.argv.slice(2);
if (!slot || !target) {
  console.error('usage: node block-hash-index.mjs SLOT TARGET');
  process.exit(2);
}
const file = openSync(slot, 'r');
const hashes = [];
for (const block of blocks(file)) hashes.push(createHash('sha256').update(block).digest());
closeSync(file);
writeFileSync(target, Buffer.concat(hashes));
