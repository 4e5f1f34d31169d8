import { jsonOf } from '../reading/json';
import { cleanName } from '../reading/name';
import { type Parsed, rejected } from '../reading/parsed';
import { type Arrival, liveStamp } from '../reading/stamp';
import { readingsOf, type Stamped, valuesOfList, valuesOfObject, valuesOfText } from './values';

/** Parameters of `input/post`; all of them are text. `json`, `csv` and `data` are one short form. */
export interface InputPost {
  readonly node?: string | undefined;
  /** Unix seconds or a date; it wins over a stamp in the values. */
  readonly time?: string | undefined;
  readonly fulljson?: string | undefined;
  readonly json?: string | undefined;
  readonly csv?: string | undefined;
  readonly data?: string | undefined;
}

/** True where a request brings something to look at. */
export const carriesValues = ({ fulljson, json, csv, data }: InputPost): boolean =>
  [fulljson, json, csv, data].some((text) => text !== undefined);

/** Parses emoncms's `input/post` by the rules of every other way in. */
export function parseInputPost(given: InputPost, arrival: Arrival): Parsed {
  const node = cleanName(given.node ?? '0');
  if (node === undefined) return rejected('bad-name');
  const stamped = given.fulljson === undefined ? shortForm(given) : fullJson(given.fulljson);
  if ('rejections' in stamped) return stamped;
  const time = liveStamp(given.time === undefined || given.time === '' ? stamped.stamp : given.time, arrival);
  return typeof time === 'string' ? rejected(time) : readingsOf(node, stamped.values, time);
}

function fullJson(text: string): Stamped | Parsed {
  const json = jsonOf(text);
  if (!json.ok) return rejected(json.reason);
  if (typeof json.value !== 'object' || json.value === null) return rejected('bad-shape');
  if (Array.isArray(json.value)) return { values: valuesOfList(json.value, 1), stamp: undefined };
  return valuesOfObject(json.value);
}

function shortForm({ json, csv, data }: InputPost): Stamped | Parsed {
  const text = json ?? csv ?? data ?? '';
  // What is JSON to the letter may hold what the short form cannot say.
  const whole = /^\s*\{\s*"/.test(text) ? jsonOf(text) : undefined;
  if (whole?.ok === true) return valuesOfObject(whole.value as object);
  return valuesOfText(text) ?? rejected('bad-shape');
}
