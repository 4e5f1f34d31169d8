const WORD_MASK = 0xffff_ffff_ffff_ffffn;

/**
 * A number as U-Boot reads it in `itest` and `setexpr`: hexadecimal with or without `0x`, as many leading digits as
 * there are, 0 when there is none, 64 bits wide.
 */
export function readHexadecimal(text: string | undefined): bigint {
  const digits = /^(?:0[xX])?([0-9a-fA-F]+)/.exec(text ?? '')?.[1];
  return digits === undefined ? 0n : BigInt(`0x${digits}`) & WORD_MASK;
}

/** A number as U-Boot's `setexpr` writes it: lower-case hexadecimal without a prefix. */
export const writeHexadecimal = (value: bigint | number): string => (BigInt(value) & WORD_MASK).toString(16);
