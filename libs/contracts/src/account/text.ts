import { isHubId } from '@hub/domain/provisioning';
import * as z from 'zod/mini';

/** On the hub's label, subject of its certificate, its name at the server's broker. */
export const HubIdText = z.string().check(z.refine(isHubId, 'must be like h-7k3m9x2p'));

const LONGEST_EMAIL = 254;
/** Folded to small letters: two accounts never differ by those alone. */
export const Email = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(LONGEST_EMAIL),
    z.regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address'),
  );

export const Password = z.string().check(z.minLength(1), z.maxLength(256));

export const Language = z.enum(['en', 'cy']);
export type Language = z.infer<typeof Language>;
