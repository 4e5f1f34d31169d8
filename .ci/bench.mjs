// Runs the `bench` target of every project, or of the one whose name is given, and prints what they measured. A bench target prints
// one JSON object {"name","value","unit","n"} a line on standard output; anything else it says is passed to standard error.
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

const json = process.argv.includes('--json');
const wanted = process.argv.slice(2).find((argument) => !argument.startsWith('-'));

/** Projects of a benchmark: its name is a tag, `bench:<name>`, so that it need not be that of a project. */
const projectsOf = (pattern) =>
  JSON.parse(
    execFileSync('nx', ['show', 'projects', '--with-target', 'bench', '--projects', pattern, '--json'], {
      encoding: 'utf8',
    }),
  );
const chosen = projectsOf(wanted === undefined ? 'tag:bench:*' : `tag:bench:${wanted}`);
if (chosen.length === 0) {
  console.error(`HUB_BENCH_UNKNOWN: there is no benchmark '${wanted}'.\n  Use one of: ${names().join(', ')}`);
  process.exit(1);
}

let failed = 0;
for (const project of chosen) failed += (await bench(project)) === 0 ? 0 : 1;
process.exit(failed === 0 ? 0 : 1);

async function bench(project) {
  if (!json) console.log(`\n${project}`);
  const child = spawn('nx', ['run', `${project}:bench`, '--outputStyle=stream-without-prefixes'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  for await (const coloured of createInterface({ input: child.stdout })) {
    const line = stripVTControlCharacters(coloured);
    const measured = parse(line);
    if (measured) print(measured);
    else if (!json || line.includes('rror')) console.error(line);
  }
  return ended;
}

function names() {
  const tags = projectsOf('tag:bench:*').flatMap(
    (project) => JSON.parse(execFileSync('nx', ['show', 'project', project, '--json'], { encoding: 'utf8' })).tags,
  );
  return tags.filter((tag) => tag.startsWith('bench:')).map((tag) => tag.slice('bench:'.length));
}

function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const { name, value, unit, n } = JSON.parse(line);
    return typeof name === 'string' && Number.isFinite(value) ? { name, value, unit, n } : undefined;
  } catch {
    return undefined;
  }
}

function print(measured) {
  if (json) console.log(JSON.stringify(measured));
  else console.log(`  ${measured.name.padEnd(48)} ${measured.value} ${measured.unit} (n = ${measured.n})`);
}
