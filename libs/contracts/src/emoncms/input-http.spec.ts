import { describe, expect, it } from 'vitest';
import { type InputBulk, parseInputBulk } from './input-bulk';
import { type InputPost, parseInputPost } from './input-post';

const NOW = Date.parse('2026-07-01T12:00:00Z') / 1000;
const ARRIVAL = { receivedAt: NOW + 0.5, zone: 'Europe/London' };
const shown = ({ readings, rejections }: ReturnType<typeof parseInputPost>): string[] => [
  ...readings.map(
    ({ source, time, value }) => `${source.node}|${source.name}=${value}${time === NOW ? '' : `@${time - NOW}`}`,
  ),
  ...rejections.map((reason) => `!${reason}`),
];
const post = (given: InputPost): string[] => shown(parseInputPost({ node: 'n', ...given }, ARRIVAL));
const bulk = (data: unknown, given: Omit<InputBulk, 'data'> = {}): string[] =>
  shown(parseInputBulk({ data: typeof data === 'string' ? data : JSON.stringify(data), ...given }, ARRIVAL));

describe('input/post', () => {
  it.each<[string, InputPost, string[]]>([
    ['names in csv', { csv: '{temperature:21}' }, ['n|temperature=21']],
    ['numbers in json', { json: '{100,200}' }, ['n|1=100', 'n|2=200']],
    ['numbers', { csv: '100,200.5' }, ['n|1=100', 'n|2=200.5']],
    ['a number in data', { data: '7' }, ['n|1=7']],
    ['names without quotes', { json: '{a:1,b:2}' }, ['n|a=1', 'n|b=2']],
    ['names with quotes', { json: '{"a":1,"b":"2.5"}' }, ['n|a=1', 'n|b=2.5']],
    ['a name with a trailing blank is one input', { json: '{temp:21,temp :22}' }, ['n|temp=21', 'n|temp=22']],
    ['nan among numbers', { csv: 'nan,55' }, ['n|2=55', '!nan']],
    ['a gap keeps the numbering', { csv: '10,,12' }, ['n|1=10', 'n|3=12']],
    ['nothing', { csv: '' }, ['!no-value']],
    ['braces around nothing', { json: '{}' }, ['!no-value']],
    ['a name without value', { json: '{a:1,b}' }, ['n|a=1', '!not-numeric']],
    ['words', { fulljson: '{"t":"unavailable","s":"on","h":55}' }, ['n|h=55', '!not-numeric', '!not-numeric']],
    ['a date', { fulljson: '{"t":"2024-01-01T00:00:00Z"}' }, ['!not-numeric']],
    ['flags', { fulljson: '{"t":true}' }, ['!not-numeric']],
    ['bare NaN', { fulljson: '{"t":NaN,"h":55}' }, ['n|h=55', '!nan']],
    ['null is no value', { fulljson: '{"t":null,"h":55}' }, ['n|h=55']],
    ['named objects', { fulljson: '{"p":{"name":"ct1","value":10}}' }, ['n|p_ct1=10']],
    ['a list', { fulljson: '[1,2]' }, ['n|1=1', 'n|2=2']],
    ['no JSON', { fulljson: '{"a":' }, ['!not-json']],
    ['no object', { fulljson: '7' }, ['!bad-shape']],
    ['a number with a unit', { json: '{a:12abc}' }, ['!not-numeric']],
    ['hexadecimal', { json: '{a:0x10}' }, ['!not-numeric']],
    ['beyond the floats of a feed', { json: '{a:1e39,b:-1e999}' }, ['!infinite', '!infinite']],
    ['130 values', { csv: Array.from({ length: 130 }, () => '1').join(',') }, ['!too-many-values']],
    ['a list in csv is the list it spells', { csv: '[5]' }, ['n|1=5']],
    ['a list in json', { json: '[5, 6]' }, ['n|1=5', 'n|2=6']],
    ['single quotes', { json: "{'a':'1','b':2}" }, ['n|a=1', 'n|b=2']],
    ['quotes without braces', { json: '"a":1,"b":"2"' }, ['n|a=1', 'n|b=2']],
    ['a quoted whole', { json: '"{a:1}"' }, ['n|a=1']],
    ['a comma at the end', { json: '{"a":1,}' }, ['n|a=1']],
    ['a quote inside a number', { csv: '1"2' }, ['!not-numeric']],
    ['a bracket inside a number', { csv: '1[2]' }, ['!not-numeric']],
    ['two objects run together', { csv: '{1}{2}' }, ['!not-numeric']],
    ['a list as a value', { json: '{a:[1],b:2}' }, ['n|b=2', '!not-numeric']],
    ['a decimal comma in quotes', { json: '{a:"1,5"}' }, ['!not-numeric', '!not-numeric']],
    ['cut off in the middle of a number', { json: '{"a":5,"b":1' }, ['!bad-shape']],
    ['a list cut off', { csv: '[5' }, ['!bad-shape']],
    ['digits of other scripts', { csv: '\u0661\u0662' }, ['!not-numeric']],
    ['an endless number', { csv: `${'1'.repeat(200_000)}x` }, ['!not-numeric']],
  ])('%s', (_, given, wanted) => {
    expect(post(given)).toEqual(wanted);
  });

  it.each<[string, string, string[]]>([
    ['an empty name', '{"€":1}', ['!bad-name']],
    ['a blank name', '{" ":1}', ['!bad-name']],
    ['65 characters', `{"${'x'.repeat(65)}":1,"ok":2}`, ['n|ok=2', '!bad-name']],
    ['64 characters', `{"${'x'.repeat(64)}":1}`, [`n|${'x'.repeat(64)}=1`]],
    ['a megabyte', `{"${'x'.repeat(100_000)}":1}`, ['!bad-name']],
    ['an accent written apart', '{"e\u0301":1}', ['n|\u00e9=1']],
    ['names that every object has', '{"__proto__":1,"constructor":2}', ['n|__proto__=1', 'n|constructor=2']],
  ])('names: %s', (_, fulljson, wanted) => {
    expect(post({ fulljson })).toEqual(wanted);
  });

  it.each(['', ' ', '€', 'x'.repeat(65)])('refuses the node %j', (node) => {
    expect(post({ node, csv: '1' })).toEqual(['!bad-name']);
  });

  it('has a node of its own where none is named', () => {
    expect(shown(parseInputPost({ csv: '1' }, ARRIVAL))).toEqual(['0|1=1']);
  });

  it.each<[string, InputPost, string[]]>([
    ['seconds', { time: String(NOW - 30), csv: '1' }, ['n|1=1@-30']],
    ['seconds with a fraction', { time: `${NOW - 30}.9`, csv: '1' }, ['n|1=1@-30']],
    ['milliseconds', { time: String((NOW - 30) * 1000), csv: '1' }, ['n|1=1@-30']],
    ['a date of the house clock', { time: '2026-07-01 12:59:30', csv: '1' }, ['n|1=1@-30']],
    ['blank means now', { time: '', csv: '1' }, ['n|1=1']],
    ['unreadable', { time: 'soon', csv: '1' }, ['!bad-time']],
    ['of a clock that never was set', { time: '188', csv: '1' }, ['!past-stamp']],
    ['four years old', { time: String(NOW - 4 * 366 * 86_400), csv: '1' }, ['!past-stamp']],
    ['of 2036', { time: '2085978496', csv: '1' }, ['!future-stamp']],
    ['a little ahead counts as now', { time: String(NOW + 250), csv: '1' }, ['n|1=1']],
    ['in the values', { fulljson: `{"a":1,"time":${NOW - 30}}` }, ['n|a=1@-30']],
    ['in the values, in capitals', { fulljson: `{"a":1,"TIME":${NOW - 30}}` }, ['n|a=1@-30']],
    ['in the values, with a blank', { fulljson: `{"a":1,"time ":${NOW - 30}}` }, ['n|a=1@-30']],
    ['in the short form, in quotes', { json: `{'time':'${NOW - 30}','a':1}` }, ['n|a=1@-30']],
    ['in the short form', { json: `{a:1,Time:${NOW - 30}}` }, ['n|a=1@-30']],
    ['unreadable in the values', { fulljson: '{"a":1,"Time":"soon"}' }, ['!bad-time']],
    [
      'the parameter wins over the values',
      { time: String(NOW - 60), fulljson: `{"a":1,"time":${NOW}}` },
      ['n|a=1@-60'],
    ],
  ])('times: %s', (_, given, wanted) => {
    expect(post(given)).toEqual(wanted);
  });
});

describe('input/bulk', () => {
  it.each<[string, unknown, Omit<InputBulk, 'data'>, string[]]>([
    [
      'the last row is now',
      [
        [-10, 'a', 1],
        [0, 'a', 2],
      ],
      {},
      ['a|1=1@-10', 'a|1=2'],
    ],
    [
      'from a time',
      [
        [0, 'a', 1],
        [10, 16, 2],
      ],
      { time: String(NOW - 60) },
      ['a|1=1@-60', '16|1=2@-50'],
    ],
    ['from the clock of sending', [[90, 'a', 1]], { sentat: '100' }, ['a|1=1@-10']],
    ['from an offset', [[-5, 'a', 1]], { offset: '5' }, ['a|1=1@-10']],
    ['values after an object are numbered from 1', [[0, 'a', { p: 3 }, 7]], {}, ['a|p=3', 'a|1=7']],
    ['null is no value and keeps its number', [[0, 'a', null, 7]], {}, ['a|2=7']],
    [
      'a bad row among good ones',
      [[0, '€', 1], 'x', ['y', 'a', 1], [0, 'a', 'on', 5]],
      {},
      ['a|2=5', '!bad-name', '!bad-shape', '!bad-time', '!not-numeric'],
    ],
    [
      'each row by its stamp',
      [
        [-99_999_999, 'a', 1],
        [0, 'a', 2],
      ],
      {},
      ['a|1=2', '!past-stamp'],
    ],
    ['a list is no value and keeps its number', [[0, 'a', [5], 7]], {}, ['a|2=7', '!not-numeric']],
    ['a hexadecimal clock of sending', [[90, 'a', 1]], { sentat: '0x64' }, ['!bad-time']],
    ['a blank offset of a row', [[' ', 'a', 1]], { sentat: '0' }, ['!bad-time']],
    ['empty parameters are none', [[-5, 'a', 1]], { time: '', sentat: '', offset: '5' }, ['a|1=1@-10']],
    ['an unreadable time', [[0, 'a', 1]], { time: 'x' }, ['!bad-time']],
    ['no rows', [], {}, ['!no-value']],
    ['no list', '{"a":1}', {}, ['!bad-shape']],
    ['no JSON', '[[0', {}, ['!not-json']],
    ['bare NaN', '[[0,"a",NaN,2]]', {}, ['a|2=2', '!nan']],
    ['too much for one breath', Array.from({ length: 20_001 }, () => [0, 'a', 1]), {}, ['!too-many-values']],
  ])('%s', (_, data, given, wanted) => {
    expect(bulk(data, given)).toEqual(wanted);
  });
});
