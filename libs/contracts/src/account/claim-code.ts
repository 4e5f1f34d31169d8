import { typedClaimCode } from '@hub/domain/provisioning';
import * as z from 'zod/mini';

/** A claim code in any form that people type; its ten characters once it is parsed. */
export const ClaimCode = z.pipe(
  z.string().check(z.maxLength(40)),
  z.transform((typed, context) => {
    const code = typedClaimCode(typed);
    if (code !== undefined) return code;
    context.issues.push({ code: 'custom', message: 'has ten characters, as in the letter: ABCDE-FGHJK', input: typed });
    return z.NEVER;
  }),
);
