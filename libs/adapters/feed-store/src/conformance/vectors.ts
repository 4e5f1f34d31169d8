import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Files of a feed in a vector; null: absent. */
export interface FileState {
  readonly meta_b64: string | null;
  readonly dat_b64?: string | null;
  readonly dat_bytes?: number;
  readonly dat_sha256?: string;
}

export interface Vector {
  readonly id: string;
  readonly strict: boolean;
  readonly fixture: string;
  readonly call: string;
  readonly args: Record<string, unknown>;
  readonly last?: unknown;
  readonly expect: { readonly returns?: unknown; readonly csv?: string; readonly throws?: unknown };
}

export interface WriteVector {
  readonly id: string;
  readonly strict: boolean;
  readonly initial: Record<string, FileState>;
  readonly ops: readonly {
    readonly op: string;
    readonly args?: unknown[];
    readonly returns?: unknown;
    readonly throws?: unknown;
  }[];
  readonly expect_files: Record<string, FileState>;
}

export function readVectors(name: string): unknown {
  const path = join(import.meta.dirname, '../../conformance/vectors', `${name}.json.gz`);
  return JSON.parse(gunzipSync(readFileSync(path)).toString());
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'feed-vectors-'));

export function putFiles(dir: string, id: number | string, { meta_b64: meta, dat_b64: data }: FileState): void {
  if (meta !== null) writeFileSync(join(dir, `${id}.meta`), Buffer.from(meta, 'base64'));
  if (data !== null && data !== undefined) writeFileSync(join(dir, `${id}.dat`), Buffer.from(data, 'base64'));
}

/** What differs between a feed's files and what they should be; undefined: nothing. */
export function fileDifference(dir: string, id: string, expected: FileState): string | undefined {
  const read = (name: string): Buffer | null => (existsSync(join(dir, name)) ? readFileSync(join(dir, name)) : null);
  const meta = read(`${id}.meta`);
  const data = read(`${id}.dat`);
  const shown = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null;
  if (shown(meta) !== expected.meta_b64) return `feed ${id}: meta ${shown(meta) ?? 'absent'}`;
  const whole = expected.dat_b64 === undefined ? isHashed(data, expected) : shown(data) === expected.dat_b64;
  return whole ? undefined : `feed ${id}: dat ${shown(data) ?? 'absent'}`;
}

/** Large files are known by length and checksum. */
function isHashed(data: Buffer | null, { dat_bytes: bytes, dat_sha256: hash }: FileState): boolean {
  return (
    data?.length === bytes &&
    createHash('sha256')
      .update(data ?? '')
      .digest('hex') === hash
  );
}

const SPECIAL = { NAN: NaN, INF: Infinity, '-INF': -Infinity } as const;

/** Numbers that JSON has no word for, as the vectors write them. */
export function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== 'object') return value;
  const special = (value as { $float?: keyof typeof SPECIAL }).$float;
  if (special !== undefined) return SPECIAL[special];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decoded(inner)]));
}

/** Equal as the vectors mean it: -0 is 0, absent is null. */
export function same(a: unknown, b: unknown): boolean {
  const [left, right] = [a ?? null, b ?? null];
  if (left === right || (Number.isNaN(left) && Number.isNaN(right))) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => same(Reflect.get(left, key), Reflect.get(right, key)));
}
