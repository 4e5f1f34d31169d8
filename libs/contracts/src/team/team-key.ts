import { TEAM_SCOPES } from '@hub/domain/access';
import * as z from 'zod/mini';
import { RowNumber, wholeNumber } from '../http/address';

const MOST_ENTRIES = 500;

export const TeamScopeName = z.enum(TEAM_SCOPES);

/** Name of a person of the team, or of a script. */
export const TeamKeyName = z.string().check(z.trim(), z.minLength(1), z.maxLength(64));
/** Tells a key from others; opens nothing. */
export const TeamKeyId = z.string().check(z.regex(/^[0-9a-f]{12}$/));

/** `POST /api/v1/team/keys`. */
export const NewTeamKey = z.strictObject({
  name: TeamKeyName,
  scopes: z.array(TeamScopeName).check(z.minLength(1), z.maxLength(TEAM_SCOPES.length)),
});
export type NewTeamKey = z.infer<typeof NewTeamKey>;

export const TeamKeyView = z.object({
  id: TeamKeyId,
  name: z.string(),
  scopes: z.array(TeamScopeName),
  /** Unix seconds. */
  createdAt: z.number(),
});
export type TeamKeyView = z.infer<typeof TeamKeyView>;

/** Answer of `GET /api/v1/team/keys`. */
export const TeamKeyList = z.object({ keys: z.array(TeamKeyView) });
export type TeamKeyList = z.infer<typeof TeamKeyList>;

/** Answer of `POST /api/v1/team/keys`: the key is shown this once. */
export const TeamKeyMade = z.object({ id: TeamKeyId, key: z.string() });
export type TeamKeyMade = z.infer<typeof TeamKeyMade>;

/** `GET /api/v1/team/audit`: entries before one, newest first. */
export const AuditQuery = z.object({
  before: z.optional(RowNumber),
  limit: z._default(wholeNumber(1, MOST_ENTRIES), 100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Something that somebody of the team changed, or was refused. */
export const AuditEntry = z.object({
  id: z.number(),
  /** Unix seconds. */
  at: z.number(),
  /** Name and number of the key. */
  by: z.string(),
  keyId: z.string(),
  /** Method and address of the call. */
  call: z.string(),
  /** What was sent with it, cut to what fits. */
  detail: z.string(),
  /** Status of the answer; null where the server ended before it was given. */
  status: z.nullable(z.number()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.nullable(z.number()) });
export type AuditPage = z.infer<typeof AuditPage>;
