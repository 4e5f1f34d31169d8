#!/usr/bin/env node
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Files that shrink. Pictures other than SVG are packed already. */
const TEXT = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);
/** Below this there is nothing to gain. */
const WORTH_BYTES = 512;

const packers = {
  br: (data) =>
    promisify(brotliCompress)(data, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
    }),
  gz: (data) => promisify(gzip)(data, { level: 9 }),
};

async function* filesBelow(dir) {
  for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield join(entry.parentPath, entry.name);
  }
}

async function pack(file) {
  if (!TEXT.has(extname(file)) || (await stat(file)).size < WORTH_BYTES) return 0;
  const data = await readFile(file);
  for (const [ending, packer] of Object.entries(packers)) await writeFile(`${file}.${ending}`, await packer(data));
  return 1;
}

/** Copies a bundle to where hub-api serves it from, with a `.br` and a `.gz` beside each text file worth it. */
async function main(from, to) {
  if (from === undefined || to === undefined)
    throw new Error(`usage: ${basename(import.meta.filename)} <bundle> <target>`);
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  let packed = 0;
  for await (const file of filesBelow(join(to, 'browser'))) packed += await pack(file);
  console.log(`${to}: ${packed} files compressed`);
}

await main(...process.argv.slice(2));
