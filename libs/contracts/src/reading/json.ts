import { MAX_DEPTH, MAX_PAYLOAD_BYTES } from './limits';
import type { RejectionReason } from './parsed';

/** Bytes as they were delivered; a Node `Buffer` is one. */
export interface Payload {
  readonly byteLength: number;
  /** The bytes as UTF-8 text. */
  toString(): string;
}

export type Decoded =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: RejectionReason };

/** Characters and levels of a text at most. */
export interface JsonLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

/** Text of a payload, or `too-large` without looking inside. */
export function textOf(
  payload: Payload,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: RejectionReason } {
  return payload.byteLength > MAX_PAYLOAD_BYTES
    ? { ok: false, reason: 'too-large' }
    : { ok: true, text: payload.toString() };
}

/**
 * JSON of bounded length and depth. C code prints NaN and infinities bare, which is no JSON: they become text, so
 * that one of them does not cost the values beside it.
 */
export function jsonOf(
  text: string,
  { maxBytes, maxDepth }: JsonLimits = { maxBytes: MAX_PAYLOAD_BYTES, maxDepth: MAX_DEPTH },
): Decoded {
  if (text.length > maxBytes) return { ok: false, reason: 'too-large' };
  const value = parsed(text) ?? parsedWithBareNumbers(text);
  if (value === undefined) return { ok: false, reason: 'not-json' };
  return deeperThan(value.json, maxDepth) ? { ok: false, reason: 'too-deep' } : { ok: true, value: value.json };
}

/** {@link textOf}, then {@link jsonOf}. */
export function decode(payload: Payload): Decoded {
  const text = textOf(payload);
  return text.ok ? jsonOf(text.text) : text;
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return children.some((child) => deeperThan(child, levels - 1));
}

/** A whole string, ended or not, or a word that C prints for a number that is none. */
const STRING_OR_BARE = /"(?:[^"\\]|\\[\s\S])*(?:\\?$|")|[+-]?\b(?:nan|inf(?:inity)?)\b/gi;

function parsedWithBareNumbers(text: string): { readonly json: unknown } | undefined {
  const quoted = text.replace(STRING_OR_BARE, (found) => (found.startsWith('"') ? found : `"${found}"`));
  return quoted === text ? undefined : parsed(quoted);
}
