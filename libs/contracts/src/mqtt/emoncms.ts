import type { Reading } from '@hub/domain/metering';
import type { Instant } from '@hub/domain/time';
import { jsonOf, textOf } from './json';
import { MAX_AGE_S, MAX_VALUES } from './limits';
import { IGNORED, judged, rejected, type IncomingMessage, type Parsed, type RejectionReason } from './message';
import { cleanName } from './name';
import { numberOf } from './number';
import { sources } from './source';
import { stampFault, stampOf } from './stamp';

/** Levels after the node that belong to pairing and control (EmonESP, OpenEVSE), not to measuring. */
const CONTROL_LEVELS = new Set(['in', 'out', 'rapi']);

/** Where the values of a message go: `prefix` holds the levels of the topic after the node. */
interface Target {
  readonly node: string;
  readonly prefix: readonly string[];
}

/** A named value as it came. */
type Named = readonly [name: string, value: unknown];

/**
 * Parses `emon/<node>[/<name>…]` as emoncms does: a number, numbers with commas (inputs 0, 1, …), a JSON list, a JSON
 * object `{"name": value}` or `{"key": {"name": "ct1", "value": 10}}`, optionally with `time`. Unlike the original a
 * value that is no number is never stored as 0, a stamp in milliseconds is converted, one that cannot be believed
 * refuses the message, only the leading `emon/` is the prefix, and what the broker had kept is not taken for new.
 */
export function parseEmoncms(levels: readonly string[], message: IncomingMessage): Parsed {
  const [rawNode = '', ...rest] = levels.map((level) => level.replaceAll(':', ''));
  if (rawNode === '') return rejected('unknown-topic');
  if (isControl(rest)) return IGNORED;
  const node = cleanName(rawNode);
  if (node === undefined) return rejected('bad-name');
  const text = textOf(message.payload);
  if (!text.ok) return rejected(text.reason);
  const target = { node, prefix: rest.filter((level) => level !== '') };
  const trimmed = text.text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return fromJson(target, trimmed, message);
  return fromText(target, trimmed, message);
}

const isControl = (rest: readonly string[]): boolean =>
  CONTROL_LEVELS.has(rest[0] ?? '') || rest.at(-1) === 'describe' || rest.at(-1) === 'set';

function fromText(target: Target, text: string, message: IncomingMessage): Parsed {
  if (message.retained) return rejected('retained');
  const now = Math.floor(message.receivedAt);
  if (target.prefix.length > 0) return take(target, [['', text]], now);
  const parts = text.split(',').map((part): Named['1'] => (part.trim() === '' ? null : part));
  return take(
    target,
    parts.map((part, index) => [String(index), part]),
    now,
  );
}

function fromJson(target: Target, text: string, message: IncomingMessage): Parsed {
  const json = jsonOf(text);
  if (!json.ok) return rejected(json.reason);
  if (Array.isArray(json.value)) {
    return message.retained
      ? rejected('retained')
      : take(target, Object.entries(json.value), Math.floor(message.receivedAt));
  }
  const entries = Object.entries(json.value as Record<string, unknown>);
  const stamp = entries.find(([key, value]) => isTimeKey(key) && value !== null)?.[1];
  if (stamp === undefined && message.retained) return rejected('retained');
  const time = stamp === undefined ? Math.floor(message.receivedAt) : stampOf(stamp);
  if (time === 'bad-time') return rejected('bad-time');
  const fault = stampFault(time, message.receivedAt, MAX_AGE_S);
  if (fault) return rejected(fault);
  return take(target, entries.filter(([key]) => !isTimeKey(key)).flatMap(unwrap), time);
}

const isTimeKey = (key: string): boolean => key.length === 4 && key.toLowerCase() === 'time';

/** `{"name": "ct1", "value": 10}` under `key` is the input `key_ct1`; any other object or list is none of emoncms's. */
function unwrap([key, value]: Named): readonly Named[] {
  if (typeof value !== 'object' || value === null) return [[key, value]];
  if (Array.isArray(value) || !('value' in value)) return [];
  const name = 'name' in value && typeof value.name === 'string' ? `${key}_${value.name}` : key;
  return [[name, value.value]];
}

function take(target: Target, values: readonly Named[], time: Instant): Parsed {
  if (values.length > MAX_VALUES) return rejected('too-many-values');
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  for (const [key, raw] of values) {
    if (raw === null || key === 'describe') continue;
    const name = nameOf(target, key);
    const value = numberOf(raw);
    if (name === undefined) rejections.push('bad-name');
    else if (typeof value === 'string') rejections.push(value);
    else readings.push({ source: sources.device(target.node, name), time, value });
  }
  return judged(readings, rejections);
}

function nameOf({ prefix }: Target, key: string): string | undefined {
  if (prefix.length === 0) return cleanName(key);
  return cleanName([...prefix, key].filter((part) => part !== '').join('_'));
}
