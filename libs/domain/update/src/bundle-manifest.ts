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
  if (compatible === undefined || version === undefined || !isVersion(version)) return undefined;
  const said = descriptionOf(values.get('update.description') ?? '');
  return said && { compatible, version, ...said, verity: verityOf(values) };
}

type Said = Pick<BundleManifest, 'minimumVersion' | 'notes'>;

/**
 * `{"minimumVersion":"1.0.0","notes":{"en":"…","cy":"…"}}` in RAUC's field for a description, the one free text that
 * every version of RAUC keeps. A description by a person says nothing of it; undefined for one that says it wrongly.
 */
function descriptionOf(text: string): Said | undefined {
  const json = objectOf(text);
  const minimumVersion = json['minimumVersion'] ?? '0.0.0';
  if (typeof minimumVersion !== 'string' || !isVersion(minimumVersion)) return undefined;
  const { en, cy } = isObject(json['notes']) ? json['notes'] : {};
  return { minimumVersion, notes: typeof en === 'string' && typeof cy === 'string' ? { en, cy } : undefined };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
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
    const [, key, value = ''] = /^([A-Za-z0-9-]+)\s*=\s*(\S.*)?$/.exec(line) ?? [];
    if (key !== undefined) values.set(`${group}.${key}`, unescape(value));
  }
  return values;
}

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

const unescape = (value: string): string =>
  value.replace(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole);
