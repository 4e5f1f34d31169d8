import * as z from 'zod/mini';

/** Digits alone, as a program writes a number: no sign, no blank, no exponent, no leading zero, no other base. */
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;
const DECIMAL = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;
/** What a column of numbers of rows can hold. */
const MOST_ROWS = 4_294_967_295;

const inText = (form: RegExp) =>
  z.transform((text: unknown) => (typeof text === 'string' && form.test(text) ? Number(text) : text));

/** Described as the number that it is, though it comes as text. */
function described<Schema extends z.ZodMiniType>(schema: Schema, as: Readonly<Record<string, unknown>>): Schema {
  schema._zod.toJSONSchema = () => ({ ...as });
  return schema;
}

/** A whole number in an address. */
export const wholeNumber = (minimum: number, maximum: number) =>
  described(z.pipe(inText(WHOLE), z.int().check(z.minimum(minimum), z.maximum(maximum))), {
    ...{ type: 'integer', minimum, maximum },
  });

/** A number of an address that may have decimals. */
export const decimalNumber = (minimum: number, maximum: number) =>
  described(z.pipe(inText(DECIMAL), z.number().check(z.minimum(minimum), z.maximum(maximum))), {
    ...{ type: 'number', minimum, maximum },
  });

/** The number of something that is kept (a feed, an input, a device), in an address: one spelling for each. */
export const RowNumber = wholeNumber(1, MOST_ROWS);
