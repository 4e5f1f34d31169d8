import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEVICE_TYPE_NAMES, DEVICE_TYPES } from './types';
import { at, instant, json, number, onOff, total } from './payload';

describe('values of a payload', () => {
  it.each([
    null,
    undefined,
    '',
    ' ',
    'unavailable',
    'unknown',
    'nan',
    'NaN',
    'inf',
    '0x10',
    '1,5',
    '1 000',
    {},
    [],
    true,
    Number.NaN,
    Infinity,
    1e12,
    '9'.repeat(40),
  ])('%j is no number', (value) => {
    expect(number(value)).toBeUndefined();
  });

  it.each([
    [0, 0],
    ['0', 0],
    [' 12.5 ', 12.5],
    ['-3', -3],
    ['1e3', 1000],
  ])('%j is %d', (value, expected) => {
    expect(number(value)).toBe(expected);
  });

  it('has no negative total', () => {
    expect([total(-1), total('-0.1'), total(0)]).toEqual([undefined, undefined, 0]);
  });

  it.each([
    ['ON', true],
    ['off', false],
    ['1', true],
    [0, false],
    [true, true],
    ['toggle', undefined],
    [2, undefined],
    [null, undefined],
  ])('%j switched: %j', (value, expected) => {
    expect(onOff(value)).toBe(expected);
  });

  it('takes a stamp only with its zone', () => {
    expect([
      instant('2026-07-01T12:00:00+0100'),
      instant('2026-07-01T11:00:00Z'),
      instant('2026-07-01T12:00:00'),
    ]).toEqual([1_782_903_600, 1_782_903_600, undefined]);
  });

  it('keeps what stands beside a bare nan', () => {
    expect(json('{"a":nan,"b":[1,-inf],"c":2}')).toEqual({ a: null, b: [1, null], c: 2 });
  });

  it('finds own keys only', () => {
    expect([
      at({}, 'constructor'),
      at(json('{"__proto__":{"x":1}}'), 'x'),
      at('text', 'length'),
      at(null, 'a'),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('every type', () => {
  const keys = fc.constantFrom(
    'ENERGY',
    'Power',
    'Total',
    'state',
    'override',
    '__proto__',
    'constructor',
    'electricitymeter',
    'params',
    'switch:0',
    'output',
  );
  const tree = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, 'ON', 'nan', 1e308, -5, ''),
      fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  })).value;

  it.each(DEVICE_TYPE_NAMES)(
    '%s takes anything below its topic without a fault, and reports only what it may',
    (name) => {
      const type = DEVICE_TYPES[name];
      const address = { topic: type.topicOf('x'), outlet: 1 };
      const tails = fc.constantFrom(
        'out/state',
        'rapi/out',
        'override',
        'schedule',
        'status/switch:0',
        'events/rpc',
        'info',
        'relay/0',
        'SENSOR/electricitymeter',
        'STATE',
        'power',
        'x/__proto__',
      );
      fc.assert(
        fc.property(
          tails,
          fc.oneof(
            tree.map((value) => JSON.stringify(value)),
            fc.string({ maxLength: 200 }),
          ),
          (tail, text) => {
            for (const topic of [`${address.topic}/${tail}`, `stat/${address.topic}/${tail}`, address.topic]) {
              const said = type.decode({ topic, text }, address) ?? {};
              for (const value of Object.values(said))
                expect(typeof value === 'number' && !Number.isFinite(value)).toBe(false);
              expect(said.energyKWh ?? 0).toBeGreaterThanOrEqual(0);
              expect(Object.getPrototypeOf(said)).toBe(Object.prototype);
            }
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it.each(DEVICE_TYPE_NAMES)('%s looks at its longest payloads within a quarter of a second', (name) => {
    const type = DEVICE_TYPES[name];
    const address = { topic: type.topicOf('x'), outlet: 1 };
    for (const filler of [':nan,', ':  ', '[', '0', '$OK 1 ', '{"a":']) {
      const text = filler.repeat(1_000_000 / filler.length);
      const started = performance.now();
      for (const tail of [
        'out/state',
        'rapi/out',
        'schedule',
        'info',
        'events/rpc',
        'SENSOR/electricitymeter',
        'SENSOR',
      ])
        for (const topic of [`${address.topic}/${tail}`, `tele/${address.topic}/${tail}`])
          type.decode({ topic, text }, address);
      expect((performance.now() - started) / 14).toBeLessThan(250);
    }
  });
});
