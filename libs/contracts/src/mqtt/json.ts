import { MAX_DEPTH, MAX_PAYLOAD_BYTES } from './limits';
import type { Payload, RejectionReason } from './message';

export type Decoded =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: RejectionReason };

/** Text of a payload, or `too-large` without looking inside. */
export function textOf(
  payload: Payload,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: RejectionReason } {
  return payload.byteLength > MAX_PAYLOAD_BYTES
    ? { ok: false, reason: 'too-large' }
    : { ok: true, text: payload.toString() };
}

/** JSON of at most {@link MAX_DEPTH} levels. C code prints NaN and infinities bare: such text is named after them. */
export function jsonOf(text: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: bareNumberFault(text) };
  }
  return deeperThan(value, MAX_DEPTH) ? { ok: false, reason: 'too-deep' } : { ok: true, value };
}

/** {@link textOf}, then {@link jsonOf}. */
export function decode(payload: Payload): Decoded {
  const text = textOf(payload);
  return text.ok ? jsonOf(text.text) : text;
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return children.some((child) => deeperThan(child, levels - 1));
}

function bareNumberFault(text: string): RejectionReason {
  if (/[:[,]\s*[+-]?nan\b/i.test(text)) return 'nan';
  return /[:[,]\s*[+-]?inf(?:inity)?\b/i.test(text) ? 'infinite' : 'not-json';
}
