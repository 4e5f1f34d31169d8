#!/usr/bin/env node
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const SOURCE = 'messages.json';

/** The names that a message stands open for: {$INTERPOLATION}, {VAR_PLURAL, …}. Each translation must use the same. */
function placeholders(message) {
  const names = message.match(/\{\$?[A-Z][A-Z0-9_]*(?=[,}])/g) ?? [];
  return [...new Set(names)].sort().join(' ');
}

async function messagesIn(file) {
  return JSON.parse(await readFile(file, 'utf8')).translations;
}

/** Their order is that of the templates; two changes of the pages at a time would fight over it. */
const ordered = (messages) => JSON.stringify(Object.entries(messages).sort(([one], [other]) => (one < other ? -1 : 1)));

function faultsOfSource(extracted, committed) {
  return ordered(extracted) === ordered(committed)
    ? []
    : [`${SOURCE} is not what the templates say now. Run: npx nx run kiosk:extract-i18n`];
}

function faultsOfTranslation(file, source, translated) {
  const missing = Object.keys(source).filter((id) => !translated[id]?.trim());
  const left = Object.keys(translated).filter((id) => source[id] === undefined);
  const broken = Object.keys(source).filter(
    (id) => translated[id] !== undefined && placeholders(translated[id]) !== placeholders(source[id]),
  );
  return [
    ...missing.map((id) => `${file}: "${id}" is not translated: ${source[id]}`),
    ...left.map((id) => `${file}: "${id}" is no longer used`),
    ...broken.map((id) => `${file}: "${id}" has other placeholders than its source: ${source[id]}`),
  ];
}

/** Fails when the committed messages differ from the extracted ones, or a translation lacks, outlives or breaks one. */
async function main(extractedFile, localeDir) {
  if (extractedFile === undefined || localeDir === undefined) {
    throw new Error(`usage: ${basename(import.meta.filename)} <freshly extracted messages> <locale folder>`);
  }
  const source = await messagesIn(extractedFile);
  const faults = faultsOfSource(source, await messagesIn(join(localeDir, SOURCE)));
  const translations = (await readdir(localeDir)).filter((name) => /^messages\.[a-z]+\.json$/.test(name));
  for (const file of translations) {
    faults.push(...faultsOfTranslation(file, source, await messagesIn(join(localeDir, file))));
  }
  for (const fault of faults) console.error(fault);
  console.log(
    `${Object.keys(source).length} messages, ${translations.length} translation(s), ${faults.length} fault(s)`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

await main(...process.argv.slice(2));
