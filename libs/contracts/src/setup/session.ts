import { ROLES } from '@hub/domain/access';
import { typedClaimCode } from '@hub/domain/provisioning';
import * as z from 'zod/mini';

/** Name of a local account of the hub. */
export const AccountName = z.string().check(z.trim(), z.minLength(1), z.maxLength(64));
/** Long passwords are welcome; the bound keeps a request small. */
export const NewPassword = z.string().check(z.minLength(8), z.maxLength(256));

/** `POST /api/v1/session`. */
export const SignIn = z.object({ name: AccountName, password: z.string().check(z.minLength(1), z.maxLength(256)) });
export type SignIn = z.infer<typeof SignIn>;

/** `GET /api/v1/session`: whether the hub has an owner, and who is signed in here. */
export const SessionView = z.object({
  claimed: z.boolean(),
  user: z.nullable(z.object({ name: z.string(), role: z.optional(z.enum(ROLES)) })),
});
export type SessionView = z.infer<typeof SessionView>;

const LabelCode = z.string().check(
  z.maxLength(40),
  z.refine((text) => typedClaimCode(text) !== undefined, 'has ten characters, as on the label: ABCDE-FGHJK'),
);

/** `POST /api/v1/setup/password`: who has the hub's label in hand gives its owner another password. */
export const PasswordReset = z.object({ code: LabelCode, password: NewPassword });
export type PasswordReset = z.infer<typeof PasswordReset>;

/** `POST /api/v1/setup/claim`: the code from the label, and the owner's account to make. */
export const ClaimRequest = z.object({
  code: LabelCode,
  name: AccountName,
  password: NewPassword,
});
export type ClaimRequest = z.infer<typeof ClaimRequest>;

/** `POST /api/v1/setup/link`: the CydYnni account, whose password the hub uses once and does not keep. */
export const LinkRequest = z.object({
  email: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
  password: z.string().check(z.minLength(1), z.maxLength(256)),
});
export type LinkRequest = z.infer<typeof LinkRequest>;
