import * as z from 'zod/mini';
import { HubIdText } from './text';

/** Number of a household's supply, as on its bill: by it the settlement server and the team know the household. */
export const Mpan = z.string().check(z.regex(/^\d{13}$/, 'must be the thirteen digits of the supply'));

/** Answer of `POST /api/v1/households/:mpan/claim-code`: for the letter, and shown this once. */
export const IssuedClaimCode = z.object({ claimCode: z.string() });
export type IssuedClaimCode = z.infer<typeof IssuedClaimCode>;

/** Answer of `DELETE /api/v1/households/:mpan/account`: the hubs that were unlinked with it. */
export const HouseholdRemoval = z.object({ unlinked: z.array(HubIdText) });
export type HouseholdRemoval = z.infer<typeof HouseholdRemoval>;
