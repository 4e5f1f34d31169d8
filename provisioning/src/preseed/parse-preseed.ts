import { parse, TomlError } from 'smol-toml';
import { Preseed } from './preseed';

/** A fault of the file, in words for the person who wrote it. */
export interface PreseedFault {
  /** Line in the file, counted from 1, where it is known. */
  readonly line: number | null;
  /** The key, such as `wifi.password`; empty for a fault of the whole file. */
  readonly key: string;
  readonly message: string;
}

export type PreseedResult =
  { readonly ok: true; readonly preseed: Preseed } | { readonly ok: false; readonly faults: readonly PreseedFault[] };

const LIMIT_BYTES = 65_536;

/** Reads the whole file or nothing of it; every fault is named, none of them repeats a secret. */
export function parsePreseed(bytes: Uint8Array): PreseedResult {
  if (bytes.length > LIMIT_BYTES) return rejected('the file is larger than 64 kB');
  const text = decode(bytes);
  if (text === undefined) return rejected('the file is not UTF-8 text');
  try {
    const answer = Preseed.safeParse(parse(text));
    if (answer.success) {
      // A file that was written when the card was pulled is empty: taken for good, it would be lost without a word.
      return Object.keys(answer.data).length > 0
        ? { ok: true, preseed: answer.data }
        : rejected('the file holds no settings; was the card taken out before it was written?');
    }
    return { ok: false, faults: answer.error.issues.flatMap(faultsOf) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The parser's message quotes the line, and the line may be the password's.
    const reason = error.message.split('\n')[0] ?? 'not TOML';
    return { ok: false, faults: [{ line: error.line, key: '', message: reason }] };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function rejected(message: string): PreseedResult {
  return { ok: false, faults: [{ line: null, key: '', message }] };
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
}

function faultsOf(issue: Issue): PreseedFault[] {
  const key = issue.path.map(String).join('.');
  const fault = (name: string, message: string): PreseedFault => ({ line: null, key: name, message });
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((name) => fault([...issue.path.map(String), name].join('.'), 'is not a setting'));
  }
  if (issue.code === 'invalid_type') return [fault(key, `is missing or not a ${issue.expected ?? 'value'}`)];
  if (issue.code === 'too_small') return [fault(key, 'has too few entries')];
  if (issue.code === 'too_big') return [fault(key, 'has too many entries')];
  if (issue.code === 'invalid_value') return [fault(key, 'is not one of the allowed values')];
  return [fault(key, issue.message)];
}
