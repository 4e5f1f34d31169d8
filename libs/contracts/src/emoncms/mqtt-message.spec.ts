import { describe, expect, it } from 'vitest';
import { parseEmoncms } from './mqtt-message';

const NOW = Date.parse('2026-11-23T12:00:00Z') / 1000;
const outcome = (topic: string, payload: unknown, retained = false): string[] => {
  const bytes = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const parsed = parseEmoncms(topic.split('/').slice(1), { topic, payload: bytes, retained, receivedAt: NOW });
  const readings = parsed.readings.map(
    ({ source, time, value }) => `${source.node}|${source.name}=${value}${time === NOW ? '' : `@${time - NOW}`}`,
  );
  return [...readings, ...parsed.rejections.map((reason) => `!${reason}`)];
};

describe('encodings of emoncms', () => {
  it.each([
    ['one value', 'emon/plug1/power', '12.5', ['plug1|power=12.5']],
    ['a value with white space', 'emon/plug1/power', ' 12\n', ['plug1|power=12']],
    ['an exponent', 'emon/plug1/power', '1.2e3', ['plug1|power=1200']],
    ['more levels', 'emon/node/a/b/c', '1', ['node|a_b_c=1']],
    ['numbers with commas', 'emon/node', '10,11,12', ['node|0=10', 'node|1=11', 'node|2=12']],
    ['a gap between commas keeps the numbering', 'emon/node', '10,,12', ['node|0=10', 'node|2=12']],
    ['a single number', 'emon/node', '5', ['node|0=5']],
    ['an object', 'emon/node', { p: 10, v: 230 }, ['node|p=10', 'node|v=230']],
    ['numbers as text', 'emon/node', { p: '10', v: '-2.5' }, ['node|p=10', 'node|v=-2.5']],
    ['an object below the node', 'emon/node/sub/x', { p: 1 }, ['node|sub_x_p=1']],
    ['a list', 'emon/node', [1, 2, 3], ['node|0=1', 'node|1=2', 'node|2=3']],
    ['named objects', 'emon/node', { p: { name: 'ct1', value: 10 }, v: { value: 3 } }, ['node|p_ct1=10', 'node|v=3']],
    ['null is no value', 'emon/node', { p: null, v: 1 }, ['node|v=1']],
    ['other objects are no value', 'emon/node', { p: { a: 1 }, v: 1, w: [1] }, ['node|v=1']],
    ['signs that names do not have', 'emon/n:o/k€y', '1', ['no|ky=1']],
    ['letters of other languages', 'emon/tŷ/pŵer', '1', ['tŷ|pŵer=1']],
    ['an accent written apart is the same letter', 'emon/cafe\u0301/e\u0301', '1', ['caf\u00e9|\u00e9=1']],
    [
      'blanks around and inside a name',
      'emon/kitchen',
      { ' temp ': 21, 'a\t  b': 1 },
      ['kitchen|temp=21', 'kitchen|a b=1'],
    ],
  ])('%s', (_, topic, payload, expected) => {
    expect(outcome(topic, payload)).toEqual(expected);
  });
});

describe('stamps', () => {
  it.each([
    ['unix seconds', NOW - 30],
    ['unix seconds as text', String(NOW - 30)],
    ['milliseconds', (NOW - 30) * 1000],
    ['a fraction', NOW - 29.5],
    ['ISO 8601 in UTC', '2026-11-23T11:59:30Z'],
    ['ISO 8601 with fraction', '2026-11-23T11:59:30.900Z'],
    ['ISO 8601 with an offset', '2026-11-23T12:59:30+01:00'],
    ['ISO 8601 with a short offset', '2026-11-23T06:29:30-0530'],
    ['without a zone: UTC', '2026-11-23 11:59:30'],
  ])('%s', (_, time) => {
    expect(outcome('emon/node', { p: 1, time })).toEqual(['node|p=1@-30']);
  });

  it('finds the stamp in any case and makes no input of it', () => {
    expect(outcome('emon/node', { p: 1, Time: NOW - 30 })).toEqual(['node|p=1@-30']);
  });

  it.each([
    ['text that is no time', 'soon', '!bad-time'],
    ['a day that does not exist', '2026-02-30T00:00:00Z', '!bad-time'],
    ['an hour that does not exist', '2026-02-10T24:10:00Z', '!bad-time'],
    ['a year ahead', NOW + 31_536_000, '!future-stamp'],
    ['a device that thinks it is 1970', 77, '!past-stamp'],
    ['a flag', true, '!bad-time'],
  ])('%s refuses the message', (_, time, expected) => {
    expect(outcome('emon/node', { p: 1, time })).toEqual([expected]);
  });

  it('takes null for no stamp', () => {
    expect(outcome('emon/node', { p: 1, time: null })).toEqual(['node|p=1']);
  });
});

describe('a stamp without a zone', () => {
  const at = (now: string, time: string, zone = 'Europe/London'): string | undefined => {
    const payload = Buffer.from(JSON.stringify({ Time: time, p: 1 }));
    const receivedAt = Date.parse(now) / 1000;
    const { readings, rejections } = parseEmoncms(['tas'], {
      topic: 'emon/tas',
      payload,
      retained: false,
      receivedAt,
      zone,
    });
    return readings[0] ? new Date(readings[0].time * 1000).toISOString().slice(0, 16) : rejections[0];
  };

  it.each([
    ['summer: the house clock', '2026-07-01T11:00:10Z', '2026-07-01T12:00:00', '2026-07-01T11:00'],
    ['winter: the same as UTC', '2026-01-15T12:00:10Z', '2026-01-15T12:00:00', '2026-01-15T12:00'],
    ['the last hour before spring', '2026-03-29T00:59:10Z', '2026-03-29T00:59:00', '2026-03-29T00:59'],
    ['the first hour of summer time', '2026-03-29T01:00:10Z', '2026-03-29T02:00:00', '2026-03-29T01:00'],
    ['autumn, the hour shown first', '2026-10-25T00:30:10Z', '2026-10-25T01:30:00', '2026-10-25T00:30'],
    ['autumn, the hour shown again', '2026-10-25T01:30:10Z', '2026-10-25T01:30:00', '2026-10-25T01:30'],
    ['two hours ahead is no mistake of zones', '2026-07-01T09:00:00Z', '2026-07-01T12:00:00', 'future-stamp'],
  ])('%s', (_, now, time, wanted) => {
    expect(at(now, time)).toBe(wanted);
  });

  it('is UTC where the house clock would lie ahead', () => {
    expect(at('2026-07-01T12:00:10Z', '2026-07-01T12:00:00', 'Atlantic/Cape_Verde')).toBe('2026-07-01T12:00');
  });
});

describe('defects of the original, mended', () => {
  it.each([
    ['only the first emon/ is the prefix', 'emon/lemon/power', '1', ['lemon|power=1']],
    ['text is not stored as 0', 'emon/node/x', 'on', ['!not-numeric']],
    ['a flag is not stored as 0', 'emon/node', { a: true, b: 2 }, ['node|b=2', '!not-numeric']],
    ['hexadecimal is not a number', 'emon/node/x', '0x10', ['!not-numeric']],
    ['NaN', 'emon/node/x', 'NaN', ['!nan']],
    ['nan within numbers', 'emon/node', '1,nan,3', ['node|0=1', 'node|2=3', '!nan']],
    ['infinities', 'emon/node', '-inf,Infinity,1e999', ['!infinite', '!infinite', '!infinite']],
    ['bare NaN in an object', 'emon/node', '{"a":nan}', ['!nan']],
    ['bare NaN beside a number', 'emon/node', '{"t":NaN,"h":55,"w":-Infinity}', ['node|h=55', '!nan', '!infinite']],
    ['a text that says NaN stays text', 'emon/node', '{"t":"it is NaN","h":NaN}', ['!not-numeric', '!nan']],
    ['broken JSON makes no inputs 0..n', 'emon/node', '{"a":1,', ['!not-json']],
    ['deep JSON makes no inputs', 'emon/node', { a: { b: { c: { d: 1 } } } }, ['!too-deep']],
    ['commas under a name', 'emon/node/x', '1,2', ['!not-numeric']],
    ['an empty name', 'emon/€/x', '1', ['!bad-name']],
    ['an unreadable name', 'emon/node', { ['x'.repeat(65)]: 1 }, ['!bad-name']],
    [
      'the name of a property every object has',
      'emon/node',
      '{"__proto__":1,"constructor":2}',
      ['node|__proto__=1', 'node|constructor=2'],
    ],
    ['a list of a thousand', 'emon/node', new Array(1000).fill(1), ['!too-many-values']],
    ['nothing', 'emon/node', '', ['!no-value']],
    ['an empty object', 'emon/node', {}, ['!no-value']],
  ])('%s', (_, topic, payload, expected) => {
    expect(outcome(topic, payload)).toEqual(expected);
  });

  it.each([
    ['a kept value without a stamp', '1', ['!retained']],
    ['a kept list', [1], ['!retained']],
    ['a kept object without a stamp', { p: 1 }, ['!retained']],
    ['a kept object with its stamp', { p: 1, time: NOW - 30 }, ['node|p=1@-30']],
  ])('%s', (_, payload, expected) => {
    expect(outcome('emon/node', payload, true)).toEqual(expected);
  });
});

describe('pairing and control', () => {
  it.each([
    'emon/plug1/in/ctrlmode',
    'emon/plug1/out/state',
    'emon/plug1/describe',
    'emon/evse/rapi/in/$ST',
    'emon/device-0a1b/plug1/out/state',
    'emon/device-0a1b/plug1/describe',
    'emon/evse/divertmode/set',
  ])('%s is not a measurement and not a fault', (topic) => {
    expect(outcome(topic, 'Timer')).toEqual([]);
  });
});
