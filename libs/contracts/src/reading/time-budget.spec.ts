import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInputBulk } from '../emoncms/input-bulk';
import { parseInputPost } from '../emoncms/input-post';
import { MESSAGE_PARSERS } from '../mqtt/parse';
import type { MessageKind } from '../mqtt/topics';
import { MAX_BULK_BYTES, MAX_PAYLOAD_BYTES } from './limits';
import { cleanName } from './name';
import { numberOf } from './number';
import { stampOf } from './stamp';

const ARRIVAL = { receivedAt: 1_800_000_000, zone: 'Europe/London' };
/** Processor time that one message may cost; a quadratic expression takes minutes. */
const BUDGET_MS = 1_000;
const PIECES = [
  '1',
  ' ',
  '"',
  '\\',
  '\\"',
  '{',
  '[',
  ',',
  ':',
  'e',
  '.',
  '-',
  'nan',
  'inf',
  'x',
  '\u0301',
  '0:',
  '{"a":',
  '[0,',
];
/** A text of a payload's largest size made of one or two pieces again and again. */
const repeated = fc
  .tuple(fc.constantFrom(...PIECES, ''), fc.constantFrom(...PIECES), fc.constantFrom(...PIECES, ''))
  .map(
    ([head, piece, tail]) =>
      (size: number) =>
        head + piece.repeat(Math.floor((size - head.length - tail.length) / piece.length)) + tail,
  );

const PARSERS: readonly [string, number, (text: string) => unknown][] = [
  ['a message of a device', MAX_PAYLOAD_BYTES, (text) => message('emoncms', 'emon/x', text)],
  ['a value of a device', MAX_PAYLOAD_BYTES, (text) => message('emoncms', 'emon/x/y', text)],
  ['a name of a device', MAX_PAYLOAD_BYTES, (text) => message('emoncms', `emon/${text}/y`, '1')],
  [
    'a value inside JSON',
    MAX_PAYLOAD_BYTES,
    (text) => message('emoncms', 'emon/x', JSON.stringify({ a: text, time: text })),
  ],
  [
    'a meter',
    MAX_PAYLOAD_BYTES,
    (text) => message('meterLive', 'cydynni/meter/m/live', JSON.stringify({ time: text, power: text })),
  ],
  [
    "an original's meter",
    MAX_PAYLOAD_BYTES,
    (text) => message('originalMeter', 'mtr/e/1', `{"cumulative":{"timeStamp":"${text}"}}`),
  ],
  ['input/post', MAX_BULK_BYTES, (text) => parseInputPost({ node: text, json: text, time: text }, ARRIVAL)],
  ['input/post, fulljson', MAX_BULK_BYTES, (text) => parseInputPost({ fulljson: text, time: text }, ARRIVAL)],
  ['input/bulk', MAX_BULK_BYTES, (text) => parseInputBulk({ data: text, sentat: text }, ARRIVAL)],
  ['a name', MAX_BULK_BYTES, cleanName],
  ['a number', MAX_BULK_BYTES, numberOf],
  ['a stamp', MAX_BULK_BYTES, (text) => stampOf(text, ARRIVAL)],
];

const message = (kind: MessageKind, topic: string, text: string): unknown =>
  MESSAGE_PARSERS[kind]({ topic, payload: Buffer.from(text), retained: false, ...ARRIVAL });

describe('the largest text of any kind is parsed within its time', () => {
  it.each(PARSERS)('%s', (_, size, parse) => {
    fc.assert(
      fc.property(repeated, (text) => {
        const before = process.cpuUsage();
        parse(text(size));
        expect(process.cpuUsage(before).user / 1000).toBeLessThan(BUDGET_MS);
      }),
      { numRuns: 25 },
    );
  });
});
