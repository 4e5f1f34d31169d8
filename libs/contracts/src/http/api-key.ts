import * as z from 'zod/mini';

export const ApiKeyRole = z.enum(['read', 'write']);
export type ApiKeyRole = z.infer<typeof ApiKeyRole>;

/**
 * Body of `POST /api/v1/api-keys`. `name`: what it is for. `sealing`: for a device that encrypts its messages; only then the hub
 * keeps the key itself.
 */
export const ApiKeyRequest = z.object({
  role: ApiKeyRole,
  name: z._default(z.string().check(z.trim(), z.maxLength(64)), ''),
  sealing: z._default(z.boolean(), false),
});
export type ApiKeyRequest = z.infer<typeof ApiKeyRequest>;

/** Its answer, shown this once. */
export const ApiKeyMade = z.object({ role: ApiKeyRole, key: z.string() });
export type ApiKeyMade = z.infer<typeof ApiKeyMade>;

/** `GET /api/v1/api-keys`. Times are unix seconds. */
export const ApiKeyList = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: ApiKeyRole,
      sealing: z.boolean(),
      createdAt: z.int(),
      lastUsedAt: z.nullable(z.int()),
    }),
  ),
});
export type ApiKeyList = z.infer<typeof ApiKeyList>;

/** What `DELETE /api/v1/api-keys/…` takes back: one key by its id, or all of a role. */
export const ApiKeySelection = z.union([ApiKeyRole, z.string().check(z.regex(/^[0-9a-f]{16}$/, 'is no id of a key'))]);
export type ApiKeySelection = z.infer<typeof ApiKeySelection>;
