import * as z from 'zod/mini';

/** One input as it arrived: `node` and `name` of the device, unix second and value of its newest reading. */
export const InputView = z.object({
  id: z.number(),
  node: z.string(),
  name: z.string(),
  time: z.nullable(z.number()),
  value: z.nullable(z.number()),
  feedId: z.nullable(z.number()),
});
export type InputView = z.infer<typeof InputView>;

/** Answer of `GET /api/v1/inputs`. */
export const InputList = z.object({ inputs: z.array(InputView) });
export type InputList = z.infer<typeof InputList>;

/** Body of `PUT /api/v1/inputs/:id/feed`: how an input is logged; null: it is not, and only its newest value is known. */
export const InputLogging = z.object({
  feed: z.nullable(
    z.object({
      intervalS: z._default(z.number().check(z.int(), z.minimum(10), z.maximum(86_400)), 10),
      unit: z._default(z.string().check(z.maxLength(16)), ''),
    }),
  ),
});
export type InputLogging = z.infer<typeof InputLogging>;
