// Writes docs/security/en-303-645.md from provisions.json; with --check fails where it is not fresh. Each provision names the
// tests that prove it, a document, why it does not apply, or what is missing; a test that no file holds fails.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/security/en-303-645.md';
/** The mandatory provisions that apply to a hub. */
const WANTED =
  '5.1-1 5.1-2 5.1-4 5.1-5 5.2-1 5.3-2 5.3-3 5.3-7 5.3-8 5.3-10 5.3-13 5.3-16 5.4-1 5.4-3 5.4-4 5.5-1 5.5-5 5.5-7 5.6-1 5.6-2 5.7-1 5.8-2 5.8-3 5.9-1 5.9-2 5.10-1 5.11-1 5.12-1 5.13-1 6-1 6-3';

const provisions = JSON.parse(readFileSync('docs/security/provisions.json', 'utf8'));
const bad = [];

const named = new Set(provisions.map(({ id }) => id));
for (const id of WANTED.split(' ')) if (!named.has(id)) bad.push(`${id}: not listed`);

/** Whether a spec has a test of this name: names are written in quotes, apostrophes are typographic. */
const hasTest = (file, name) => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return ["'", '`', '"'].some((quote) => text.includes(`${quote}${name}${quote}`));
};

const proofOf = ({ id, tests, document, not, open }) => {
  if ([tests, document, not, open].filter((proof) => proof !== undefined).length !== 1) bad.push(`${id}: one proof`);
  if (document !== undefined && !existsSync(document)) bad.push(`${id}: no ${document}`);
  for (const [file, name] of tests ?? []) if (!hasTest(file, name)) bad.push(`${id}: no test “${name}” in ${file}`);
  if (tests) return tests.map(([file, name]) => `\`${file}\`: ${name}`).join('<br />');
  if (document !== undefined) return `[${document}](../../${document})`;
  return open === undefined ? `Does not apply: ${not}` : `**Open**: ${open}`;
};

const rows = provisions.map((provision) => `| ${provision.id} | ${provision.asks} | ${proofOf(provision)} |`);
const page = `# EN 303 645: which test proves which provision

Written by \`node .ci/provisions.mjs\` from \`provisions.json\`; CI proves that each test exists.

<!-- prettier-ignore -->
| provision | asks | proof |
| --- | --- | --- |
${rows.join('\n')}
`;
if (process.argv[2] === '--check') {
  if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== page)
    bad.push(`${PAGE} is not fresh: node .ci/provisions.mjs`);
} else writeFileSync(PAGE, page);

if (bad.length > 0) {
  console.error(bad.join('\n'));
  process.exit(1);
}
console.log(`${provisions.length} provisions, each with its proof`);
