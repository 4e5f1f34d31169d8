#!/usr/bin/env node
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MAX_SCRIPT_BYTES = 120_000;
const MAX_TOTAL_BYTES = 200_000;
const WORTH_BYTES = 1024;
const TEXT = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);
/** Addresses in an attribute or a url() that would make the browser load something. Links to click on are not among them. */
const FOREIGN = /(?:src=|<link[^>]+href=|url\(|@import\s)["']?(?:https?:)?\/\/[^"')\s]+/gi;

/** What the browser loads before it shows the first page: scripts (preloaded ones included), styles, icon, manifest. */
function firstView(html) {
  const links = [...html.matchAll(/<link[^>]+href="([^"]+)"/g)].map(([, href]) => href);
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src);
  return [...new Set([...scripts, ...links])];
}

async function gzipped(file) {
  return gzipSync(await readFile(file), { level: 9 }).length;
}

async function faultsOfFirstView(dir) {
  const html = await readFile(join(dir, 'index.html'), 'utf8');
  let scriptBytes = 0;
  let totalBytes = await gzipped(join(dir, 'index.html'));
  for (const name of firstView(html)) {
    const bytes = await gzipped(join(dir, name));
    totalBytes += bytes;
    if (extname(name) === '.js') scriptBytes += bytes;
  }
  console.log(`${dir}: first view ${scriptBytes} bytes of script, ${totalBytes} bytes in all (gzip)`);
  return [
    ...(scriptBytes > MAX_SCRIPT_BYTES ? [`${dir}: ${scriptBytes} bytes of script, ${MAX_SCRIPT_BYTES} allowed`] : []),
    ...(totalBytes > MAX_TOTAL_BYTES ? [`${dir}: ${totalBytes} bytes in all, ${MAX_TOTAL_BYTES} allowed`] : []),
    ...(/<script(?![^>]*\ssrc=)/.test(html) ? [`${dir}: an inline script, which the content policy blocks`] : []),
    ...(/\son[a-z]+=/.test(html) ? [`${dir}: an inline event handler, which the content policy blocks`] : []),
  ];
}

async function faultsOfFile(file, names) {
  const ending = extname(file);
  if (ending === '.map') return [`${file}: a source map must not be published`];
  if (!TEXT.has(ending)) return [];
  const foreign = [...(await readFile(file, 'utf8')).matchAll(FOREIGN)].map(([address]) => address);
  const packed = (await stat(file)).size < WORTH_BYTES || ['.br', '.gz'].every((end) => names.has(file + end));
  return [
    ...foreign.map((address) => `${file}: loads from another host: ${address}`),
    ...(packed ? [] : [`${file}: not compressed`]),
  ];
}

/** Fails when the published kiosk is too heavy for its first view, lacks compressed files, or would ask another host. */
async function main(dir) {
  if (dir === undefined) throw new Error(`usage: ${basename(import.meta.filename)} <published folder>`);
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = new Set(files);
  const views = files.filter((file) => basename(file) === 'index.html').map((file) => join(file, '..'));
  const faults = [
    ...(views.length === 2 ? [] : [`${dir}: ${views.length} languages, 2 expected`]),
    ...(await Promise.all(views.map(faultsOfFirstView))).flat(),
    ...(await Promise.all(files.map((file) => faultsOfFile(file, names)))).flat(),
  ];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

await main(...process.argv.slice(2));
