import { jsonOf, textOf } from '../reading/json';
import type { IncomingMessage } from '../reading/message';
import { cleanName } from '../reading/name';
import { IGNORED, type Parsed, rejected } from '../reading/parsed';
import { liveStamp } from '../reading/stamp';
import { type Named, readingsOf, valuesOfList, valuesOfObject } from './values';

/** Begins the names of devices' accounts. */
const ACCOUNT = 'device-';

/** Levels after the node that belong to pairing and control (EmonESP, OpenEVSE), not to measuring. */
const CONTROL_LEVELS = new Set(['in', 'out', 'rapi']);

/** Where the values of a message go: `prefix` holds the levels of the topic after the node. */
interface Target {
  readonly node: string;
  readonly prefix: readonly string[];
}

/**
 * Parses `emon/<node>[/<name>…]` as emoncms does: a number, numbers with commas (inputs 0, 1, …), a JSON list, a JSON
 * object `{"name": value}` or `{"key": {"name": "ct1", "value": 10}}`, optionally with `time`. Unlike the original a
 * value that is no number is never stored as 0, a stamp in milliseconds is converted, one that cannot be believed
 * refuses the message, only the leading `emon/` is the prefix, and what the broker had kept is not taken for new.
 */
export function parseEmoncms(levels: readonly string[], message: IncomingMessage): Parsed {
  const [rawNode = '', ...rest] = levels.map((level) => level.replaceAll(':', ''));
  if (rawNode === '') return rejected('unknown-topic');
  // A paired device's topics begin with its account; what follows is the node that it calls itself.
  if (isControl(rest) || (rawNode.startsWith(ACCOUNT) && isControl(rest.slice(1)))) return IGNORED;
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
  if (target.prefix.length > 0) return take(target, [['', text]], undefined, message);
  const parts = text.split(',').map((part) => (part.trim() === '' ? null : part));
  return take(target, valuesOfList(parts, 0), undefined, message);
}

function fromJson(target: Target, text: string, message: IncomingMessage): Parsed {
  const json = jsonOf(text);
  if (!json.ok) return rejected(json.reason);
  if (Array.isArray(json.value)) return take(target, valuesOfList(json.value, 0), undefined, message);
  const { values, stamp } = valuesOfObject(json.value as object);
  return take(
    target,
    values.filter(([key]) => key !== 'describe'),
    stamp,
    message,
  );
}

function take(target: Target, values: readonly Named[], stamp: unknown, message: IncomingMessage): Parsed {
  if (stamp === undefined && message.retained) return rejected('retained');
  const time = liveStamp(stamp, message);
  if (typeof time === 'string') return rejected(time);
  return readingsOf(target.node, values, time, (key) => nameOf(target, key));
}

function nameOf({ prefix }: Target, key: string): string | undefined {
  if (prefix.length === 0) return cleanName(key);
  return cleanName([...prefix, key].filter((part) => part !== '').join('_'));
}
