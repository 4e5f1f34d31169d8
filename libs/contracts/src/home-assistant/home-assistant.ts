import * as z from 'zod/mini';

/** `GET /api/v1/home-assistant`. `account`: the name of the read-only account that was made for it; null: none. */
export const HomeAssistantView = z.object({ enabled: z.boolean(), account: z.nullable(z.string()) });
export type HomeAssistantView = z.infer<typeof HomeAssistantView>;

/** `PUT /api/v1/home-assistant`. Off until chosen. */
export const HomeAssistantSettings = z.object({ enabled: z.boolean() });
export type HomeAssistantSettings = z.infer<typeof HomeAssistantSettings>;

/** Answer of `POST /api/v1/home-assistant/account`: what its MQTT integration asks for. The password is shown this once. */
export const HomeAssistantAccess = z.object({ port: z.int(), username: z.string(), password: z.string() });
export type HomeAssistantAccess = z.infer<typeof HomeAssistantAccess>;
