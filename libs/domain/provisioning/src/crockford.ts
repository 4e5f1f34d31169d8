/** Crockford's 32 digits: none of them is taken for another one when it is read aloud or typed from a label. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Bytes as digits, one for each byte: its lowest five bits. Random bytes make a code whose every digit is equally likely.
 */
export const crockford = (bytes: Iterable<number>): string => Array.from(bytes, (byte) => DIGITS[byte % 32]).join('');

/** What a person typed, as the digits that were meant; undefined where a character can be none. Gaps do not count. */
export function typedDigits(text: string): string | undefined {
  const digits = text
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]*$/.test(digits) ? digits : undefined;
}
