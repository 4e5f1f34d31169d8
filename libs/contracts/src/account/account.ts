import * as z from 'zod/mini';
import { ClaimCode } from './claim-code';
import { NewPassword } from '../setup';
import { Email, HubIdText, Language, Password } from './text';

/** Body of `POST /api/v1/accounts`: the claim code comes in the co-op's letter to the household and works once. */
export const NewAccount = z.object({
  email: Email,
  password: NewPassword,
  claimCode: ClaimCode,
  language: z._default(Language, 'en'),
});
export type NewAccount = z.infer<typeof NewAccount>;

/** Body of `POST /api/v1/sessions`. */
export const Credentials = z.object({ email: Email, password: Password });
export type Credentials = z.infer<typeof Credentials>;

/** Body of `POST /api/v1/account/password`, on the hub and on the server. Every other session of the account ends with it. */
export const PasswordChange = z.object({ password: Password, newPassword: NewPassword });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** Where a household belongs: `key` is part of topics and addresses, `name` is for people. */
export const ClubName = z.object({ key: z.string(), name: z.string() });
export type ClubName = z.infer<typeof ClubName>;

/** A hub as its owner finds it. `localAddresses` are those it had in the home's own network when it last called (unix seconds). */
export const FoundHub = z.object({
  id: HubIdText,
  version: z.string(),
  lastContact: z.nullable(z.number()),
  localAddresses: z.array(z.string()),
});
export type FoundHub = z.infer<typeof FoundHub>;

/** Answer of `GET /api/v1/account/hubs`, which only the signed-in owner gets. */
export const FoundHubs = z.object({ hubs: z.array(FoundHub) });
export type FoundHubs = z.infer<typeof FoundHubs>;

/** Answer of `GET /api/v1/account`, `POST /api/v1/accounts` and `POST /api/v1/sessions`. */
export const AccountView = z.object({
  email: z.string(),
  language: Language,
  household: z.object({ name: z.string() }),
  club: ClubName,
  hubs: z.array(FoundHub),
});
export type AccountView = z.infer<typeof AccountView>;
