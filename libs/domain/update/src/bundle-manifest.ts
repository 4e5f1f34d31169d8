import { isVersion } from './version';

/** What is signed in a bundle, as far as the hub looks at it before RAUC does. */
export interface BundleManifest {
  readonly compatible: string;
  readonly version: string;
  /** The oldest version that may go to this one in one step; 0.0.0 when the bundle does not say. */
  readonly minimumVersion: string;
  readonly notes: { readonly en: string; readonly cy: string } | undefined;
  /** Of the tree of hashes (dm-verity, SHA-256, 4 KiB blocks) that lies behind the bundle's content. */
  readonly verity: { readonly rootHash: string; readonly salt: string; readonly treeBytes: number } | undefined;
}

/** Reads the signed text (RAUC's manifest, a GLib key file); undefined when it is none. */
export function parseBundleManifest(text: string): BundleManifest | undefined {
  const values = keyFile(text);
  const [compatible, version] = [values.get('update.compatible'), values.get('update.version')];
  const minimumVersion = values.get('meta.hub.minimum-version') ?? '0.0.0';
  if (compatible === undefined || version === undefined || !isVersion(version) || !isVersion(minimumVersion)) {
    return undefined;
  }
  const [en, cy] = [values.get('meta.hub.notes-en'), values.get('meta.hub.notes-cy')];
  return {
    compatible,
    version,
    minimumVersion,
    notes: en === undefined || cy === undefined ? undefined : { en, cy },
    verity: verityOf(values),
  };
}

function verityOf(values: ReadonlyMap<string, string>): BundleManifest['verity'] {
  const [rootHash, salt] = [values.get('bundle.verity-hash') ?? '', values.get('bundle.verity-salt') ?? ''];
  const treeBytes = Number(values.get('bundle.verity-size'));
  const isHex = (hex: string): boolean => /^[0-9a-f]{64}$/.test(hex);
  if (!isHex(rootHash) || !isHex(salt) || !Number.isSafeInteger(treeBytes) || treeBytes < 0) return undefined;
  return { rootHash, salt, treeBytes };
}

/** `group.key` → value. */
function keyFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let group = '';
  for (const line of text.split(/\r?\n/)) {
    const named = /^\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (named !== undefined) group = named;
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(`${group}.${key}`, unescape(value));
  }
  return values;
}

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

const unescape = (value: string): string =>
  value.replace(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole);
