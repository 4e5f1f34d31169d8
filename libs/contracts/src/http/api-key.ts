import * as z from 'zod/mini';

export const ApiKeyRole = z.enum(['read', 'write']);
export type ApiKeyRole = z.infer<typeof ApiKeyRole>;

/** Body of `POST /api/v1/api-keys`. `sealing`: for a device that encrypts its messages; only then the hub keeps the key itself. */
export const ApiKeyRequest = z.object({ role: ApiKeyRole, sealing: z._default(z.boolean(), false) });
export type ApiKeyRequest = z.infer<typeof ApiKeyRequest>;

/** Its answer, shown this once. */
export const ApiKeyMade = z.object({ role: ApiKeyRole, key: z.string() });
export type ApiKeyMade = z.infer<typeof ApiKeyMade>;
