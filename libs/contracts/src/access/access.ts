import { ROLES } from '@hub/domain/access';
import * as z from 'zod/mini';
import { AccountName, NewPassword } from '../setup/session';

export const RoleName = z.enum(ROLES);
/** Roles that the owner can give. */
export const GivenRole = z.enum(['member', 'viewer', 'installer']);
export type GivenRole = z.infer<typeof GivenRole>;

const instant = z.int().check(z.minimum(0), z.maximum(4_294_967_295));
const until = z.nullable(instant);

/** `GET` and `PUT /api/v1/access/settings`. `openReading`: readings may be looked at in the house without signing in. */
export const AccessSettings = z.object({ openReading: z.boolean() });
export type AccessSettings = z.infer<typeof AccessSettings>;

/** `POST /api/v1/session/confirm`: the password again, before what reaches beyond the page. */
export const PasswordConfirmation = z.object({ password: z.string().check(z.minLength(1), z.maxLength(256)) });
export type PasswordConfirmation = z.infer<typeof PasswordConfirmation>;

/** `POST /api/v1/access/invitations`. `until`: unix seconds after which the person may nothing any more; null: no end. */
export const InvitationRequest = z
  .object({ role: GivenRole, until: z._default(until, null) })
  .check(z.refine(({ role, until: end }) => role !== 'installer' || end !== null, 'an installer needs an end'));
export type InvitationRequest = z.infer<typeof InvitationRequest>;

/** Its answer: the code is shown this once; the page makes a link or QR of it. */
export const InvitationMade = z.object({ id: z.int(), code: z.string(), expiresAt: instant });
export type InvitationMade = z.infer<typeof InvitationMade>;

/** `POST /api/v1/access/invitations/accept`: makes the person's account, once, and signs in. */
export const InvitationAccept = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(64)),
  name: AccountName,
  password: NewPassword,
});
export type InvitationAccept = z.infer<typeof InvitationAccept>;

/** `GET /api/v1/access/people`. Times are unix seconds. */
export const PeopleView = z.object({
  people: z.array(z.object({ name: z.string(), role: RoleName, until })),
  invitations: z.array(z.object({ id: z.int(), role: GivenRole, until, expiresAt: instant })),
});
export type PeopleView = z.infer<typeof PeopleView>;

/** `GET /api/v1/sessions`: one's own; the owner sees everyone's. */
export const SessionList = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: RoleName,
      /** What the browser calls itself, and its address. */
      device: z.string(),
      address: z.string(),
      openedAt: instant,
      usedAt: instant,
      /** The one that asks. */
      isThis: z.boolean(),
    }),
  ),
});
export type SessionList = z.infer<typeof SessionList>;

export const AUDIT_ACTIONS = [
  'claimed',
  'signed-in',
  'password-changed',
  'password-reset',
  'person-invited',
  'person-joined',
  'person-removed',
  'sessions-ended',
  'key-made',
  'key-revoked',
  'reading-opened',
  'reading-closed',
  'ssh-changed',
  'factory-reset',
  'data-exported',
  'data-backed-up',
  'linked',
  'unlinked',
  'update-started',
  'device-allowed',
  'device-denied',
  'device-added',
  'device-renamed',
  'device-forgotten',
  'device-on',
  'device-off',
  'device-smart',
  'schedule-made',
  'schedule-changed',
  'schedule-removed',
  'schedule-skipped',
  'schedule-paused',
  'schedule-boosted',
  'schedule-off',
  'schedule-on',
  'schedule-undone',
  'power-cap-set',
  'power-cap-removed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `GET /api/v1/access/audit`: who did what, the newest first, kept a year. */
export const AuditList = z.object({
  entries: z.array(z.object({ at: instant, who: z.string(), action: z.enum(AUDIT_ACTIONS), about: z.string() })),
});
export type AuditList = z.infer<typeof AuditList>;
