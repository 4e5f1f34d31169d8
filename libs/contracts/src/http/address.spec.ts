import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { decimalNumber, RowNumber, wholeNumber } from './address';

const taken = (schema: z.ZodMiniType, text: unknown) => z.safeParse(schema, text).success;
const STRANGE = [
  ...[
    '',
    ' ',
    '0x1',
    '0X1',
    '0b1',
    '0o1',
    '1e0',
    '1E0',
    '+1',
    '-1',
    ' 1',
    '1 ',
    '\t1',
    '1\n',
    '01',
    '1.',
    '.1',
    '1,0',
    '1_0',
  ],
  ...['NaN', 'Infinity', '1n', '١', '１', '1\0', 'true', 'null', '[1]', '1'.repeat(16), '1'.repeat(100_000)],
];

describe('a number in an address', () => {
  it.each(['1', '7', '10', '4294967295'])('%s is the number of a row', (text) =>
    expect(RowNumber.parse(text)).toBe(Number(text)),
  );

  it.each([...STRANGE, '0', '1.0', '1.5', '4294967296', '9007199254740993'])('%j is none', (text) =>
    expect(taken(RowNumber, text)).toBe(false),
  );

  it.each(STRANGE)('%j is neither a whole nor a decimal number', (text) => {
    expect(taken(wholeNumber(0, 1e9), text)).toBe(false);
    expect(taken(decimalNumber(0, 1e9), text)).toBe(false);
  });

  it.each([undefined, null, true, {}, [], ['1'], ['1', '2']])('%j is none', (value) => {
    for (const schema of [RowNumber, decimalNumber(0, 10)]) expect(taken(schema, value)).toBe(false);
  });

  it('may have decimals where that is meant', () => {
    expect(decimalNumber(0, 10).parse('0.5')).toBe(0.5);
    expect(decimalNumber(0, 10).parse('10')).toBe(10);
    expect(taken(decimalNumber(0, 10), '10.1')).toBe(false);
  });

  it('is described as a number, for clients that are generated', () => {
    expect(z.toJSONSchema(z.object({ id: RowNumber }), { io: 'input' })).toMatchObject({
      properties: { id: { type: 'integer', minimum: 1, maximum: 4_294_967_295 } },
      required: ['id'],
    });
  });
});
