import { crockford, typedDigits } from './crockford';

/** Digits of a claim code: 50 random bits, more than anyone guesses through a rate limit. */
export const CLAIM_CODE_DIGITS = 10;

/** The code of ten random bytes, without its dash. */
export const claimCodeFrom = (randomBytes: Iterable<number>): string =>
  crockford(randomBytes).slice(0, CLAIM_CODE_DIGITS);

/** A code as it is printed: `ABCDE-FGHJK`. */
export const shownClaimCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** The code that a person typed from the label, without its dash; undefined where it can be none. */
export function typedClaimCode(text: string): string | undefined {
  const code = typedDigits(text);
  return code?.length === CLAIM_CODE_DIGITS ? code : undefined;
}
